-- Placements of children of whom the same source holds no decision for adoption.
SELECT row_no FROM placement WHERE NOT EXISTS (
    SELECT 1 FROM permanence AS decided WHERE decided.subject_no = placement.subject_no
        AND decided.source = placement.source AND decided.decided_on IS NOT NULL)
