-- Plans of a referral whose enquiries led to conferences, none of them on the day the plan began.
SELECT cp_plan.row_no FROM cp_plan WHERE EXISTS (
    SELECT 1 FROM s47_enquiry AS enquiry JOIN initial_conference AS met
        ON met.subject_no = enquiry.subject_no AND met.source = enquiry.source AND met.s47_id = enquiry.s47_id
    WHERE enquiry.subject_no = cp_plan.subject_no AND enquiry.source = cp_plan.source
        AND enquiry.referral_id = cp_plan.referral_id AND met.held_on IS NOT NULL
) AND NOT EXISTS (
    SELECT 1 FROM initial_conference AS met
    WHERE met.subject_no = cp_plan.subject_no AND met.source = cp_plan.source AND met.held_on = cp_plan.started_on
)
