-- Matches of children none of whose episodes ended by adoption.
SELECT row_no FROM permanence AS matched WHERE NOT EXISTS (
    SELECT 1 FROM care_episode AS adopted WHERE adopted.subject_no = matched.subject_no
        AND adopted.source = matched.source AND adopted.end_reason IN ('E11', 'E12'))
