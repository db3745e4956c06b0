-- Child in need plans with a day on which the child was on a child protection plan.
SELECT DISTINCT cin_plan.row_no FROM cin_plan
JOIN cp_plan ON cp_plan.subject_no = cin_plan.subject_no AND cp_plan.source = cin_plan.source
WHERE (cp_plan.ended_on IS NULL OR cin_plan.started_on < cp_plan.ended_on)
    AND (cin_plan.ended_on IS NULL OR cp_plan.started_on < cin_plan.ended_on)
