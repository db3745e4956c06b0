-- The next time a child goes missing; the key is the episode before it, whose interview can then no longer be held in time for it.
SELECT 'missing_again' AS event, earlier.subject_no, earlier.child_no, min(later.started_on) AS on_day,
       CAST(NULL AS BIGINT) AS moment, earlier.episode_id AS key,
       TRUE AS sure, earlier.feed_no, earlier.line, earlier.standing
FROM missing_episode AS earlier
JOIN missing_episode AS later
    ON later.subject_no = earlier.subject_no AND later.episode_id <> earlier.episode_id
    AND NOT later.outranked AND later.started_on >= earlier.returned_on AND later.started_on > earlier.started_on
GROUP BY earlier.subject_no, earlier.child_no, earlier.episode_id, earlier.feed_no, earlier.line, earlier.standing
