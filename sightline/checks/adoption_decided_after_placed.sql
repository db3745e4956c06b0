-- The last decision for adoption of each child, later than the first day it was placed for adoption.
SELECT decided.row_no FROM permanence AS decided
JOIN (SELECT subject_no, source, max(decided_on) AS decided_on FROM permanence GROUP BY subject_no, source) AS newest
    ON newest.subject_no = decided.subject_no AND newest.source = decided.source
    AND newest.decided_on = decided.decided_on
JOIN (SELECT subject_no, source, min(started_on) AS placed_on FROM placement
      WHERE placement_type IN ('A3', 'A4', 'A5', 'A6') GROUP BY subject_no, source) AS placed
    ON placed.subject_no = decided.subject_no AND placed.source = decided.source
WHERE placed.placed_on < decided.decided_on
