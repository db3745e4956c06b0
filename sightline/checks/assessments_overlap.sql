-- Assessments that began while an earlier one of the same referral was open.
SELECT DISTINCT one.row_no FROM assessment AS one JOIN assessment AS earlier
    ON earlier.subject_no = one.subject_no AND earlier.source = one.source AND earlier.referral_id = one.referral_id
    AND earlier.row_no <> one.row_no
WHERE (earlier.started_on < one.started_on OR (earlier.started_on = one.started_on AND earlier.row_no < one.row_no))
    AND (earlier.authorised_on IS NULL OR earlier.authorised_on >= one.started_on)
