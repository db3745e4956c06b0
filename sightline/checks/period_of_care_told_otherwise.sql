-- Periods of care of one source, where another holds episodes of the child's care, reaches the day, and has no entry into care on it.
SELECT period.row_no FROM period_of_care AS period
WHERE period.started_on IS NOT NULL AND EXISTS (
    SELECT 1 FROM care_episode AS episode JOIN feed ON feed.feed_no = episode.feed_no
    WHERE episode.subject_no = period.subject_no AND episode.source <> period.source AND feed.data_to >= period.started_on
        AND (feed.since IS NULL OR feed.since <= period.started_on)
) AND NOT EXISTS (
    SELECT 1 FROM care_episode AS episode
    WHERE episode.subject_no = period.subject_no AND episode.source <> period.source
        AND (episode.entered_care_on = period.started_on
             OR (episode.start_reason LIKE 'S%' AND episode.started_on = period.started_on))
)
