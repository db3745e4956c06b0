-- Episodes said to continue care that do not begin on the last day of the episode before them.
SELECT row_no FROM (
    SELECT row_no, start_reason, started_on,
           lag(ended_on) OVER mine AS ended_before, lag(row_no) OVER mine IS NOT NULL AS has_one_before
    FROM care_episode WHERE started_on IS NOT NULL
    WINDOW mine AS (PARTITION BY subject_no, source ORDER BY started_on, ended_on NULLS LAST, row_no)) AS one
WHERE start_reason IN ('P', 'L', 'T', 'U', 'B') AND has_one_before AND ended_before IS DISTINCT FROM started_on
