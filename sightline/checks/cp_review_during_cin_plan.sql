-- Reviews of protection plans held on a day of a child in need plan, but one at which the protection plan ended.
SELECT DISTINCT cp_review.row_no FROM cp_review
JOIN cin_plan ON cin_plan.subject_no = cp_review.subject_no AND cin_plan.source = cp_review.source
LEFT JOIN cp_plan ON cp_plan.subject_no = cp_review.subject_no AND cp_plan.source = cp_review.source
    AND cp_plan.plan_id = cp_review.plan_id
WHERE cin_plan.started_on <= cp_review.held_on AND (cin_plan.ended_on IS NULL OR cin_plan.ended_on > cp_review.held_on)
    AND cp_plan.ended_on IS DISTINCT FROM cp_review.held_on
