-- Enquiries without a conference.
SELECT one.row_no FROM s47_enquiry AS one WHERE NOT EXISTS (
    SELECT 1 FROM initial_conference AS met WHERE met.subject_no = one.subject_no AND met.source = one.source
        AND met.s47_id = one.s47_id AND met.held_on IS NOT NULL)
