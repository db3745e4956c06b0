-- Single short breaks of children who have more than 75 days of them within the year of the return.
SELECT row_no FROM (
    SELECT row_no, sum(least(coalesce(ended_on, data_to), data_to) - greatest(started_on, first_on))
               OVER (PARTITION BY subject_no, feed_no) AS days
    FROM care_episode WHERE legal_status = 'V3' AND (ended_on IS NULL OR ended_on > first_on)) AS one
WHERE days > 75
