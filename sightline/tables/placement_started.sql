-- A placement begins on the day its row says. Where a series of short breaks turns into one period of care with the same
-- carers, the ordinary rules begin on that day: it counts as the day the placement began.
WITH turned AS (
    SELECT subject_no, started_on, feed_no, line, standing
    FROM (SELECT *, lag(status) OVER (PARTITION BY subject_no ORDER BY started_on, feed_no, line) AS status_before
          FROM legal_status WHERE started_on IS NOT NULL AND NOT outranked) AS status_row
    WHERE status_before IN ('V3', 'V4') AND status NOT IN ('V3', 'V4')
)
SELECT 'placement_started' AS event, subject_no, child_no, started_on AS on_day, CAST(NULL AS BIGINT) AS moment,
       placement_id AS key, TRUE AS sure, feed_no, line, standing
FROM placement
UNION ALL
SELECT 'placement_started', placement.subject_no, placement.child_no, turned.started_on, CAST(NULL AS BIGINT),
       placement.placement_id, TRUE, turned.feed_no, turned.line, turned.standing | placement.standing
FROM turned
JOIN placement ON placement.subject_no = turned.subject_no AND placement.started_on < turned.started_on
    AND (placement.ended_on IS NULL OR placement.ended_on > turned.started_on)
