-- Episodes of care that ended because another began (X1), where none of the child's begins on that day.
SELECT ended.row_no FROM care_episode AS ended
WHERE ended.ended_on IS NOT NULL AND ended.end_reason = 'X1' AND NOT EXISTS (
    SELECT 1 FROM care_episode AS begun
    WHERE begun.subject_no = ended.subject_no AND begun.source = ended.source AND begun.started_on = ended.ended_on
        AND begun.row_no <> ended.row_no)
