-- The name of each child, once: that of the record which stands for the child, where it has one.
SELECT subject_no, arg_min(forename, place) AS forename, arg_min(surname, place) AS surname
FROM (SELECT child_name.subject_no, forename, surname,
             CASE WHEN known_child.source_id = subject.subject_id THEN '0' ELSE '1' END || known_child.source_id
                 || lpad(CAST(line AS VARCHAR), 12, '0') AS place
      FROM child_name
      JOIN known_child ON known_child.child_no = child_name.child_no
      JOIN subject ON subject.subject_no = child_name.subject_no
      WHERE NOT outranked AND (forename IS NOT NULL OR surname IS NOT NULL)) AS named
GROUP BY subject_no
