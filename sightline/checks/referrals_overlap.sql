-- Referrals that led to work, received while an earlier one that did had not closed.
SELECT DISTINCT one.row_no FROM referral AS one JOIN referral AS earlier
    ON earlier.subject_no = one.subject_no AND earlier.source = one.source AND earlier.row_no <> one.row_no
WHERE one.no_further_action = 'no' AND earlier.no_further_action = 'no'
    AND (earlier.received_on < one.received_on OR (earlier.received_on = one.received_on AND earlier.row_no < one.row_no))
    AND (earlier.closed_on IS NULL OR earlier.closed_on > one.received_on)
