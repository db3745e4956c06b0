-- The due dates the case system itself worked out, to be compared with ours.
SELECT 'cla_review' AS kind, subject_no, period_of_care_id AS key, due_on, held_on, feed_no, line, outranked
FROM cla_review WHERE due_on IS NOT NULL
UNION ALL
SELECT 'cp_review', subject_no, plan_id, due_on, held_on, feed_no, line, outranked
FROM cp_review WHERE due_on IS NOT NULL
UNION ALL
SELECT 'icpc', subject_no, s47_id, target_on, held_on, feed_no, line, outranked
FROM initial_conference WHERE target_on IS NOT NULL AND (transfer_in IS NULL OR transfer_in <> 'yes')
