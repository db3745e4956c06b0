-- Episodes that begin care (S) on or before the last day of the episode before them.
SELECT row_no FROM (
    SELECT row_no, start_reason, started_on,
           lag(ended_on) OVER (PARTITION BY subject_no, source ORDER BY started_on, row_no) AS ended_before
    FROM care_episode WHERE started_on IS NOT NULL) AS one
WHERE start_reason = 'S' AND started_on <= ended_before
