-- A child born while a protection plan runs that was made before the birth; the key is the plan.
SELECT 'born_on_a_plan' AS event, cp_plan.subject_no, cp_plan.child_no, born.born_on AS on_day,
       CAST(NULL AS BIGINT) AS moment, cp_plan.plan_id AS key, TRUE AS sure, cp_plan.feed_no, cp_plan.line, cp_plan.standing
FROM cp_plan
JOIN (SELECT subject_no, min(born_on) AS born_on FROM child WHERE born_on IS NOT NULL GROUP BY subject_no) AS born
    ON born.subject_no = cp_plan.subject_no
WHERE cp_plan.started_on < born.born_on AND (cp_plan.ended_on IS NULL OR cp_plan.ended_on >= born.born_on)
    AND (cp_plan.other_council IS NULL OR cp_plan.other_council <> 'yes')
