-- A placement ends on the day its row says; where that is blank, on the day its own period of care ended.
-- A placement that names no period is ended by the first period of the child's to end after the placement began.
WITH last_episode AS (
    SELECT *, row_number() OVER (PARTITION BY subject_no, period_of_care_id
               ORDER BY started_on DESC NULLS LAST, ended_on DESC NULLS FIRST, feed_no, line) AS from_last
    FROM care_episode WHERE NOT outranked
),
period_end AS (
    SELECT subject_no, period_of_care_id, ended_on FROM last_episode
    WHERE from_last = 1 AND ended_on IS NOT NULL AND (end_reason IS NULL OR end_reason NOT LIKE 'X1%')
    UNION ALL
    SELECT subject_no, period_of_care_id, ended_on FROM period_of_care WHERE ended_on IS NOT NULL AND NOT outranked
),
cared AS (
    SELECT placement.placement_id, placement.subject_no, min(period_end.ended_on) AS ended_on
    FROM placement JOIN period_end ON period_end.subject_no = placement.subject_no
    WHERE placement.ended_on IS NULL
        AND CASE WHEN placement.period_of_care_id IS NULL OR period_end.period_of_care_id IS NULL
                 THEN period_end.ended_on > placement.started_on
                 ELSE period_end.period_of_care_id = placement.period_of_care_id
                      AND period_end.ended_on >= placement.started_on END
    GROUP BY placement.placement_id, placement.subject_no
)
SELECT 'placement_ended' AS event, placement.subject_no, placement.child_no,
       coalesce(placement.ended_on, cared.ended_on) AS on_day, CAST(NULL AS BIGINT) AS moment,
       placement.placement_id AS key, TRUE AS sure, placement.feed_no, placement.line, placement.standing
FROM placement
LEFT JOIN cared ON cared.placement_id = placement.placement_id AND cared.subject_no = placement.subject_no
WHERE placement.ended_on IS NOT NULL OR cared.ended_on IS NOT NULL
