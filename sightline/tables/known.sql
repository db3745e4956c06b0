-- From which day the events of a subject are all in the files; no row where they always are.
-- The best source that knows the child counts, the most complete of its files; for a child none of them knows, any file that gives the
-- event. A local template adds to the case system's file and does not complete it. A file with the latest date only is
-- complete from that date on; without a date it knows nothing up to the day it ends.
WITH latest AS (
    SELECT raw_event.event_no, raw_event.subject_no, raw_event.feed_no, max(raw_event.on_day) AS on_day
    FROM raw_event JOIN given ON given.event_no = raw_event.event_no AND given.feed_no = raw_event.feed_no
    WHERE given.history = 'latest only' AND raw_event.on_day <= given.data_to
    GROUP BY raw_event.event_no, raw_event.subject_no, raw_event.feed_no
),
judged AS (
    SELECT subject.subject_no, subject.kind, subject.subject_id, given.event_no,
           (given.bit & subject.known_in) <> 0 AS knows_child,
           CASE given.history WHEN 'all' THEN DATE '0001-01-01' WHEN 'latest only' THEN coalesce(latest.on_day, given.data_to + 1)
                ELSE given.since END AS since
    FROM subject JOIN given ON given.kind_no = subject.kind_no
    LEFT JOIN latest ON latest.event_no = given.event_no AND latest.feed_no = given.feed_no
        AND latest.subject_no = subject.subject_no
    WHERE (given.better & subject.known_in) = 0
),
best AS (
    SELECT subject_no, kind, subject_id, event_no, coalesce(min(CASE WHEN knows_child THEN since END), min(since)) AS known_from
    FROM judged GROUP BY subject_no, kind, subject_id, event_no
)
SELECT best.subject_no, best.kind, best.subject_id, event_name.event, best.known_from
FROM best JOIN event_name ON event_name.event_no = best.event_no
WHERE best.known_from > DATE '0001-01-01'
