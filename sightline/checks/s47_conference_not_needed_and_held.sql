-- Enquiries with a conference that was held.
SELECT DISTINCT one.row_no FROM s47_enquiry AS one JOIN initial_conference AS met
    ON met.subject_no = one.subject_no AND met.source = one.source AND met.s47_id = one.s47_id
WHERE met.held_on IS NOT NULL
