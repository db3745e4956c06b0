-- Series of short breaks (legal status V3 or V4). A break that begins within half a year of the end of the one before belongs
-- to its series: half a year is Sightline's reading, no file says where a series ends. One that is still open has no end. Where the
-- last break ended with nothing after it, the series may have ended that day (V3: more breaks may be planned; V4: the
-- agreement itself ended). Another legal status that follows ends the series for certain: the child is looked after full time.
WITH status_row AS (
    SELECT *, max(coalesce(ended_on, DATE '9999-12-31')) OVER (
               PARTITION BY subject_no, status IN ('V3', 'V4') ORDER BY started_on, feed_no, line
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS free_since
    FROM legal_status WHERE started_on IS NOT NULL AND NOT outranked
),
counted AS (
    SELECT *, sum(CASE WHEN free_since IS NULL OR started_on - free_since > 183 THEN 1 ELSE 0 END) OVER (
               PARTITION BY subject_no ORDER BY started_on, feed_no, line
               ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS series_no
    FROM status_row WHERE status IN ('V3', 'V4')
),
series AS (
    SELECT *, 'from:' || min(started_on) OVER whole AS key, min(started_on) OVER whole AS began_on,
           max(coalesce(ended_on, DATE '9999-12-31')) OVER whole AS last_day,
           row_number() OVER (PARTITION BY subject_no, series_no ORDER BY started_on, feed_no, line) AS from_first,
           row_number() OVER (PARTITION BY subject_no, series_no
               ORDER BY coalesce(ended_on, DATE '9999-12-31') DESC, started_on DESC, feed_no, line) AS from_last
    FROM counted WINDOW whole AS (PARTITION BY subject_no, series_no)
)
SELECT 'short_breaks_began' AS event, subject_no, child_no, began_on AS on_day, CAST(NULL AS BIGINT) AS moment, key,
       TRUE AS sure, feed_no, line, standing
FROM series WHERE from_first = 1
UNION ALL
SELECT 'short_breaks_ended', subject_no, child_no, last_day, CAST(NULL AS BIGINT), key,
       status = 'V4', feed_no, line, standing
FROM series WHERE from_last = 1 AND last_day < DATE '9999-12-31'
UNION ALL
SELECT 'short_breaks_ended', series.subject_no, series.child_no, min(later.started_on), CAST(NULL AS BIGINT), series.key,
       TRUE, series.feed_no, series.line, series.standing
FROM series JOIN legal_status AS later ON later.subject_no = series.subject_no
    AND later.status NOT IN ('V3', 'V4') AND later.started_on >= series.began_on
WHERE series.from_first = 1
GROUP BY series.subject_no, series.child_no, series.key, series.feed_no, series.line, series.standing
