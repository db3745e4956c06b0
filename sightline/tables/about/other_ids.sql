-- Older ids of a child under which no record lies. A sealed record has none: nothing leads from one identity to another.
SELECT DISTINCT child.subject_no, other_id
FROM child JOIN subject ON subject.subject_no = child.subject_no
WHERE other_id IS NOT NULL AND NOT subject.sealed AND other_id NOT IN (SELECT source_id FROM known_child WHERE kind = 'child')
