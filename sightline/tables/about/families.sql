-- Which children a file puts in one family.
SELECT DISTINCT subject_no, family_id AS family FROM family WHERE family_id IS NOT NULL AND NOT outranked
