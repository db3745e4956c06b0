-- What was so from one day to another: `what` is a code of the table's own list, `more` a second one.
SELECT 'legal_status' AS kind, subject_no, started_on AS from_on, ended_on AS until_on, legal_status_id AS key,
       status AS what, NULL AS more, feed_no, line FROM legal_status WHERE NOT outranked
UNION ALL
SELECT 'placement', subject_no, started_on, ended_on, placement_id, placement_type, provider, feed_no, line
FROM placement WHERE NOT outranked
UNION ALL
SELECT 'cin_plan', subject_no, started_on, ended_on, plan_id, NULL, NULL, feed_no, line
FROM cin_plan WHERE NOT outranked
UNION ALL
SELECT 'cp_plan', subject_no, started_on, ended_on, plan_id, coalesce(latest_category, first_category), NULL, feed_no, line
FROM cp_plan WHERE NOT outranked
UNION ALL
SELECT 'care_plan', subject_no, started_on, ended_on, care_plan_id, permanence_plan, NULL, feed_no, line
FROM care_plan WHERE NOT outranked
UNION ALL
SELECT 'early_help', subject_no, started_on, ended_on, episode_id, NULL, NULL, feed_no, line
FROM early_help WHERE NOT outranked
UNION ALL
SELECT 'missing', subject_no, started_on, returned_on, episode_id, kind, NULL, feed_no, line
FROM missing_episode WHERE NOT outranked
