-- Every visit, also those at which the child was not seen.
SELECT 'cla_visit' AS kind, subject_no, visited_on AS on_day, seen, seen_alone, feed_no, line
FROM cla_visit WHERE NOT outranked
UNION ALL
SELECT 'cp_visit', subject_no, visited_on, seen, seen_alone, feed_no, line FROM cp_visit WHERE NOT outranked
UNION ALL
SELECT 'cin_visit', subject_no, visited_on, seen, seen_alone, feed_no, line FROM cin_visit WHERE NOT outranked
UNION ALL
SELECT 'visit_made', subject_no, visited_on, seen, NULL, feed_no, line FROM visit_made WHERE NOT outranked
