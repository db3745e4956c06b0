-- The rules on private fostering end at 16, for a disabled child at 18.
SELECT 'grew_out_of_private_fostering' AS event, child.subject_no, child.child_no, reckoned.due AS on_day,
       CAST(NULL AS BIGINT) AS moment, CAST(NULL AS VARCHAR) AS key, TRUE AS sure, child.feed_no, child.line, child.standing
FROM child
JOIN (SELECT subject_no, bool_or(disabled IS NOT NULL AND disabled = 'yes') AS is_disabled
      FROM private_fostering GROUP BY subject_no) AS fostered ON fostered.subject_no = child.subject_no
JOIN reckoned ON reckoned.day = child.born_on
    AND reckoned.name = CASE WHEN fostered.is_disabled THEN '18 years of age' ELSE '16 years of age' END
