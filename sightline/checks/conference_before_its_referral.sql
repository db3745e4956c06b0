-- Conferences held before the referral that their enquiry names.
SELECT DISTINCT met.row_no FROM initial_conference AS met
JOIN s47_enquiry AS enquiry
    ON enquiry.subject_no = met.subject_no AND enquiry.source = met.source AND enquiry.s47_id = met.s47_id
JOIN referral ON referral.subject_no = met.subject_no AND referral.source = met.source
    AND referral.referral_id = enquiry.referral_id
WHERE met.held_on < referral.received_on
