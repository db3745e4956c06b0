-- Episodes that do not begin care (S) though care ended (E) with the episode before them.
SELECT row_no FROM (
    SELECT row_no, start_reason,
           lag(end_reason) OVER (PARTITION BY subject_no, source ORDER BY started_on, row_no) AS ended_with
    FROM care_episode WHERE started_on IS NOT NULL) AS one
WHERE ended_with LIKE 'E%' AND start_reason IS DISTINCT FROM 'S'
