-- Decisions made before the child last came into care.
SELECT decided.row_no FROM permanence AS decided JOIN (
    SELECT subject_no, source, max(started_on) AS entered_on
    FROM care_episode WHERE start_reason = 'S' GROUP BY subject_no, source) AS care
    ON care.subject_no = decided.subject_no AND care.source = decided.source
WHERE decided.decided_on < care.entered_on
