-- What stands about each child once, whatever happens: two files that differ on a day say nothing of it.
SELECT subject_no, CASE WHEN min(born_on) = max(born_on) THEN min(born_on) END AS born_on,
       CASE WHEN min(expected_on) = max(expected_on) THEN min(expected_on) END AS expected_on,
       max(died_on) AS died_on
FROM child WHERE NOT outranked GROUP BY subject_no
