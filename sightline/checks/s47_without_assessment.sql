-- Enquiries of referrals of which there is no assessment.
SELECT one.row_no FROM s47_enquiry AS one WHERE NOT EXISTS (
    SELECT 1 FROM assessment WHERE assessment.subject_no = one.subject_no AND assessment.source = one.source
        AND assessment.referral_id = one.referral_id)
