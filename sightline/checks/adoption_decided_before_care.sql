-- Decisions made or reversed before the first episode, where that begins care: else the child was in care before.
SELECT decided.row_no FROM permanence AS decided JOIN (
    SELECT subject_no, source, min(started_on) AS started_on,
           min(CASE WHEN start_reason = 'S' THEN started_on END) AS entered_on
    FROM care_episode GROUP BY subject_no, source) AS care
    ON care.subject_no = decided.subject_no AND care.source = decided.source AND care.started_on = care.entered_on
WHERE decided.decided_on < care.entered_on OR decided.reversed_on < care.entered_on
