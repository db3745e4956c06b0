-- Temporary placements for the holiday of carers (T3) that begin less than a year after the last but one before them.
SELECT row_no FROM (
    SELECT row_no, started_on, lag(started_on, 2) OVER (PARTITION BY subject_no, source ORDER BY started_on, row_no) AS first_on
    FROM placement WHERE placement_type = 'T3' AND started_on IS NOT NULL) AS one
WHERE started_on - first_on < 365
