-- Episodes of children whose last decision for adoption was reversed.
SELECT one.row_no FROM care_episode AS one JOIN (
    SELECT subject_no, source, max(decided_on) AS decided_on, max(reversed_on) AS reversed_on
    FROM permanence GROUP BY subject_no, source) AS last
    ON last.subject_no = one.subject_no AND last.source = one.source
WHERE last.reversed_on >= last.decided_on
