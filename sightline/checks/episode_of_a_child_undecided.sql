-- Episodes of children of whom the same source holds no decision for adoption.
SELECT row_no FROM care_episode AS one WHERE NOT EXISTS (
    SELECT 1 FROM permanence AS decided WHERE decided.subject_no = one.subject_no AND decided.source = one.source
        AND decided.decided_on IS NOT NULL)
