-- Episodes after a temporary one that are not in the placement of the episode before that.
SELECT row_no FROM (
    SELECT row_no, start_reason, placement_type, postcode, lag(placement_type) OVER mine AS type_before,
           lag(row_no, 2) OVER mine IS NOT NULL AS has_two_before,
           lag(placement_type, 2) OVER mine AS type_first, lag(postcode, 2) OVER mine AS postcode_first
    FROM care_episode WHERE started_on IS NOT NULL
    WINDOW mine AS (PARTITION BY subject_no, source ORDER BY started_on, ended_on NULLS LAST, row_no)) AS one
WHERE has_two_before AND type_before IN ('T0', 'T1', 'T2', 'T3', 'T4') AND NOT (
    start_reason = 'P' AND placement_type IS NOT DISTINCT FROM type_first
    AND postcode IS NOT DISTINCT FROM postcode_first)
