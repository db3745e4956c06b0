-- Last episodes of children placed or to be placed for adoption, none of whose decisions was reversed.
SELECT row_no FROM care_episode AS one
WHERE (placement_type IN ('A3', 'A4', 'A5', 'A6') OR legal_status = 'E1') AND NOT EXISTS (
    SELECT 1 FROM permanence AS decided WHERE decided.subject_no = one.subject_no AND decided.source = one.source
        AND decided.reversed_on IS NOT NULL)
