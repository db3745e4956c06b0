-- The last social worker of each child of whom an episode of care is open.
SELECT one.row_no FROM (
    SELECT row_no, subject_no, source, row_number() OVER (
        PARTITION BY subject_no, source ORDER BY started_on DESC NULLS LAST, ended_on DESC NULLS FIRST) AS place
    FROM allocation) AS one
WHERE place = 1 AND EXISTS (
    SELECT 1 FROM care_episode AS care WHERE care.subject_no = one.subject_no AND care.source = one.source
        AND care.ended_on IS NULL)
