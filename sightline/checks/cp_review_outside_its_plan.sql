-- Reviews held on or before the day on which their own plan began.
SELECT cp_review.row_no FROM cp_review
JOIN cp_plan ON cp_plan.subject_no = cp_review.subject_no AND cp_plan.plan_id = cp_review.plan_id
WHERE cp_review.held_on <= cp_plan.started_on
