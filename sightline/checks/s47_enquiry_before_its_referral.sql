-- Section 47 enquiries that began before the referral they name.
SELECT one.row_no FROM s47_enquiry AS one
JOIN referral ON referral.subject_no = one.subject_no AND referral.referral_id = one.referral_id
    AND referral.source = one.source
WHERE one.started_on < referral.received_on
