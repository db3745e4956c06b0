-- Decisions made while an earlier one had not been reversed. One decision may stand in two rows.
WITH decision AS (
    SELECT subject_no, source, decided_on, min(reversed_on) AS reversed_on
    FROM permanence WHERE decided_on IS NOT NULL GROUP BY subject_no, source, decided_on)
SELECT DISTINCT one.row_no FROM permanence AS one JOIN decision AS earlier
    ON earlier.subject_no = one.subject_no AND earlier.source = one.source AND earlier.decided_on < one.decided_on
WHERE earlier.reversed_on IS NULL OR earlier.reversed_on > one.decided_on
