-- Enquiries that began on or before the conference of an earlier one of the same referral, or while that waits for one.
SELECT DISTINCT one.row_no FROM s47_enquiry AS one JOIN s47_enquiry AS earlier
    ON earlier.subject_no = one.subject_no AND earlier.source = one.source AND earlier.referral_id = one.referral_id
    AND earlier.row_no <> one.row_no
LEFT JOIN initial_conference AS met
    ON met.subject_no = one.subject_no AND met.source = one.source AND met.s47_id = earlier.s47_id
WHERE (earlier.started_on < one.started_on OR (earlier.started_on = one.started_on AND earlier.row_no < one.row_no))
    AND (met.held_on >= one.started_on OR (met.held_on IS NULL AND earlier.conference_required IS DISTINCT FROM 'no'))
