-- Missing episodes that begin on a day of no episode of the child's care.
SELECT missing.row_no FROM missing_episode AS missing WHERE NOT EXISTS (
    SELECT 1 FROM care_episode AS episode WHERE episode.subject_no = missing.subject_no AND episode.source = missing.source
        AND episode.started_on <= missing.started_on
        AND (episode.ended_on IS NULL OR episode.ended_on >= missing.started_on))
