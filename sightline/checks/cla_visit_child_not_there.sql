-- Visits to a child of whom the same source has no row.
SELECT row_no FROM cla_visit WHERE NOT EXISTS (
    SELECT 1 FROM child WHERE child.subject_no = cla_visit.subject_no AND child.source = cla_visit.source)
