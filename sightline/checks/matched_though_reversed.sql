-- Reversed decisions of children who have a match by a decision no later than the reversal.
SELECT DISTINCT reversed.row_no FROM permanence AS reversed JOIN permanence AS matched
    ON matched.subject_no = reversed.subject_no AND matched.source = reversed.source AND matched.matched_on IS NOT NULL
WHERE matched.decided_on IS NULL OR matched.decided_on <= reversed.reversed_on
