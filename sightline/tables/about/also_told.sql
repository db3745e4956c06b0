-- Where else each fact stands: the rows of lesser sources, and of local templates, that give the same event on the same day.
SELECT DISTINCT fact.subject_no, event_name.event, fact.on_day, fact.key, feed.source, other.feed_no, other.line
FROM raw_event AS other
JOIN feed ON feed.feed_no = other.feed_no AND feed.is_second
JOIN (SELECT raw_event.event_no FROM raw_event JOIN feed ON feed.feed_no = raw_event.feed_no
      GROUP BY raw_event.event_no HAVING count(DISTINCT feed.source) > 1) AS shared ON shared.event_no = other.event_no
JOIN fact ON fact.event_no = other.event_no AND fact.subject_no = other.subject_no AND fact.on_day = other.on_day
    AND (fact.key IS NULL OR other.key IS NULL OR fact.key = other.key OR (other.standing & 15) <> 0)
JOIN subject AS whose ON whose.subject_no = fact.subject_no AND whose.kind = 'child'
JOIN event_name ON event_name.event_no = fact.event_no
JOIN feed AS own ON own.feed_no = CAST((fact.place // 4294967296) % 1073741824 AS INTEGER)
WHERE own.source <> feed.source
