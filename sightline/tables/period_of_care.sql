-- Periods of care. Annex A gives them as rows. SSD gives episodes of care, which make up periods: those with one period id
-- belong together; where it is blank, each episode that says the child starts to be looked after (S) begins a period.
WITH chained AS (
    SELECT *, sum(CASE WHEN period_of_care_id IS NULL AND start_reason LIKE 'S%' THEN 1 ELSE 0 END) OVER (
               PARTITION BY child_no, source_bit ORDER BY started_on, ended_on NULLS LAST, feed_no, line
               ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS link
    FROM (SELECT DISTINCT * FROM care_episode) AS once WHERE started_on IS NOT NULL OR entered_care_on IS NOT NULL
),
grouped AS (
    SELECT *, coalesce(period_of_care_id, 'chain ' || child_no || ' ' || link) AS period,
           coalesce(entered_care_on, CASE WHEN start_reason LIKE 'S%' THEN started_on END) AS told_on
    FROM chained
),
ranked AS (
    SELECT * REPLACE (bit_or(standing) OVER whole AS standing),
           min(told_on) OVER whole AS began_on, min(started_on) OVER whole AS first_on,
           row_number() OVER (PARTITION BY subject_no, source_bit, period
               ORDER BY coalesce(told_on, started_on), feed_no, line) AS from_first,
           row_number() OVER (PARTITION BY subject_no, source_bit, period
               ORDER BY started_on DESC NULLS LAST, ended_on DESC NULLS FIRST, feed_no, line) AS from_last
    FROM grouped WINDOW whole AS (PARTITION BY subject_no, source_bit, period)
),
keyed AS (
    SELECT *, coalesce(period_of_care_id, 'from:' || coalesce(began_on, first_on)) AS key FROM ranked
)
SELECT 'became_looked_after' AS event, subject_no, child_no, coalesce(began_on, first_on) AS on_day,
       CAST(NULL AS BIGINT) AS moment, key, began_on IS NOT NULL AS sure, feed_no, line, standing
FROM keyed WHERE from_first = 1
UNION ALL
SELECT 'ceased_looked_after', subject_no, child_no, ended_on, CAST(NULL AS BIGINT), key, TRUE, feed_no, line, standing
FROM keyed WHERE from_last = 1 AND ended_on IS NOT NULL AND (end_reason IS NULL OR end_reason NOT LIKE 'X1%')
UNION ALL
SELECT 'became_looked_after', subject_no, child_no, started_on, CAST(NULL AS BIGINT), period_of_care_id, TRUE,
       feed_no, line, standing
FROM period_of_care
UNION ALL
SELECT 'ceased_looked_after', subject_no, child_no, ended_on, CAST(NULL AS BIGINT), period_of_care_id, TRUE,
       feed_no, line, standing
FROM period_of_care WHERE ended_on IS NOT NULL
UNION ALL
-- A series of short breaks that turns into one period of care: the child becomes looked after on that day.
SELECT 'became_looked_after', single.subject_no, single.child_no, single.started_on, CAST(NULL AS BIGINT), keyed.key, TRUE,
       single.feed_no, single.line, single.standing | keyed.standing
FROM (SELECT *, lag(status) OVER (PARTITION BY subject_no ORDER BY started_on, feed_no, line) AS status_before
      FROM legal_status WHERE started_on IS NOT NULL AND NOT outranked) AS single
JOIN keyed ON keyed.subject_no = single.subject_no AND keyed.from_last = 1
    AND coalesce(keyed.began_on, keyed.first_on) < single.started_on
    AND (keyed.ended_on IS NULL OR keyed.ended_on >= single.started_on)
WHERE single.status_before IN ('V3', 'V4') AND single.status NOT IN ('V3', 'V4')
UNION ALL
-- Placed for adoption, and then no longer: the ordinary rules apply again. No law read says from when their limits
-- count for a child who was looked after all along, so the start is not sure.
SELECT 'became_looked_after', broken.subject_no, broken.child_no, broken.reversed_on, CAST(NULL AS BIGINT), keyed.key, FALSE,
       broken.feed_no, broken.line, broken.standing | keyed.standing
FROM permanence AS broken
JOIN keyed ON keyed.subject_no = broken.subject_no AND keyed.from_last = 1
    AND coalesce(keyed.began_on, keyed.first_on) < broken.reversed_on
    AND (keyed.ended_on IS NULL OR keyed.ended_on > broken.reversed_on)
WHERE broken.placed_for_adoption_on < broken.reversed_on
