-- Periods of care. Annex A gives them as rows. SSD gives episodes of care, which make up periods: those with one period id
-- belong together; where it is blank, each episode that says the child starts to be looked after (S) begins a period.
WITH chained AS (
    SELECT *, sum(CASE WHEN period_of_care_id IS NULL AND start_reason LIKE 'S%' THEN 1 ELSE 0 END) OVER (
               PARTITION BY child_no ORDER BY started_on, ended_on NULLS LAST, feed_no, line
               ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS link
    FROM (SELECT DISTINCT * FROM care_episode) AS once WHERE started_on IS NOT NULL OR entered_care_on IS NOT NULL
),
grouped AS (
    SELECT *, coalesce(period_of_care_id, 'chain ' || child_no || ' ' || link) AS period,
           coalesce(entered_care_on, CASE WHEN start_reason LIKE 'S%' THEN started_on END) AS told_on
    FROM chained
),
ranked AS (
    SELECT *, min(told_on) OVER whole AS began_on, min(started_on) OVER whole AS first_on,
           row_number() OVER (PARTITION BY subject_no, period
               ORDER BY coalesce(told_on, started_on), feed_no, line) AS from_first,
           row_number() OVER (PARTITION BY subject_no, period
               ORDER BY started_on DESC NULLS LAST, ended_on DESC NULLS FIRST, feed_no, line) AS from_last
    FROM grouped WINDOW whole AS (PARTITION BY subject_no, period)
),
keyed AS (
    SELECT *, coalesce(period_of_care_id, 'from:' || coalesce(began_on, first_on)) AS key FROM ranked
)
SELECT 'became_looked_after' AS event, subject_no, child_no, coalesce(began_on, first_on) AS on_day,
       CAST(NULL AS BIGINT) AS moment, key, began_on IS NOT NULL AS sure, feed_no, line, outranked
FROM keyed WHERE from_first = 1
UNION ALL
SELECT 'ceased_looked_after', subject_no, child_no, ended_on, CAST(NULL AS BIGINT), key, TRUE, feed_no, line, outranked
FROM keyed WHERE from_last = 1 AND ended_on IS NOT NULL AND (end_reason IS NULL OR end_reason NOT LIKE 'X1%')
UNION ALL
SELECT 'became_looked_after', subject_no, child_no, started_on, CAST(NULL AS BIGINT), period_of_care_id, TRUE,
       feed_no, line, outranked
FROM period_of_care
UNION ALL
SELECT 'ceased_looked_after', subject_no, child_no, ended_on, CAST(NULL AS BIGINT), period_of_care_id, TRUE,
       feed_no, line, outranked
FROM period_of_care WHERE ended_on IS NOT NULL
