-- Episodes that ended with a death (E2) or with an age found to be 18 or over (E15), and are not the child's last.
SELECT row_no FROM (
    SELECT row_no, end_reason,
           lead(row_no) OVER (PARTITION BY subject_no, source ORDER BY started_on, row_no) AS later
    FROM care_episode WHERE started_on IS NOT NULL) AS one
WHERE end_reason IN ('E2', 'E15') AND later IS NOT NULL
