-- Visits to a child of whom the same source has no row.
SELECT row_no FROM cin_visit WHERE NOT EXISTS (
    SELECT 1 FROM child WHERE child.subject_no = cin_visit.subject_no AND child.source = cin_visit.source)
