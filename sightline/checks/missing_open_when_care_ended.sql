-- Missing episodes of children of whom no episode of care is open.
SELECT missing.row_no FROM missing_episode AS missing
JOIN (SELECT subject_no, source, bool_or(ended_on IS NULL) AS is_open FROM care_episode GROUP BY subject_no, source) AS care
    ON care.subject_no = missing.subject_no AND care.source = missing.source
WHERE NOT care.is_open
