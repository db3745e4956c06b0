-- Matches after the first day of the episode that ended by adoption.
SELECT DISTINCT matched.row_no FROM permanence AS matched JOIN care_episode AS adopted
    ON adopted.subject_no = matched.subject_no AND adopted.source = matched.source
    AND adopted.end_reason IN ('E11', 'E12')
WHERE matched.matched_on > adopted.started_on
