-- Decisions made or reversed after the last day of the child's last episode of care.
SELECT decided.row_no FROM permanence AS decided JOIN (
    SELECT subject_no, source, max(ended_on) AS ended_on, bool_or(ended_on IS NULL) AS is_open
    FROM care_episode GROUP BY subject_no, source) AS care
    ON care.subject_no = decided.subject_no AND care.source = decided.source
WHERE NOT care.is_open AND (decided.decided_on > care.ended_on OR decided.reversed_on > care.ended_on)
