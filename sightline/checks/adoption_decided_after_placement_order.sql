-- Decisions made after the child's first placement order; one whose first day nobody knows says nothing.
SELECT decided.row_no FROM permanence AS decided JOIN (
    SELECT subject_no, source, min(started_on) AS ordered_on, bool_and(started_on IS NOT NULL) AS is_told
    FROM legal_status WHERE status = 'E1' GROUP BY subject_no, source) AS made
    ON made.subject_no = decided.subject_no AND made.source = decided.source
WHERE made.is_told AND decided.decided_on > made.ordered_on
