-- The day a looked-after child became an eligible child: the first day, at 16 or over and in care, on which 13 weeks
-- (91 days) in care since the fourteenth birthday lie behind. Days in several periods add up. Short breaks (V3, V4) do not count.
WITH birthday AS (
    SELECT child.subject_no, min(fourteen.due) AS fourteen, min(sixteen.due) AS sixteen, min(eighteen.due) AS eighteen
    FROM child
    JOIN reckoned AS fourteen ON fourteen.day = child.born_on AND fourteen.name = '14 years of age'
    JOIN reckoned AS sixteen ON sixteen.day = child.born_on AND sixteen.name = '16 years of age'
    JOIN reckoned AS eighteen ON eighteen.day = child.born_on AND eighteen.name = '18 years of age'
    GROUP BY child.subject_no
),
stay AS (
    SELECT DISTINCT care_episode.subject_no, greatest(care_episode.started_on, birthday.fourteen) AS from_on,
           least(coalesce(care_episode.ended_on, birthday.eighteen), birthday.eighteen) AS until_on, birthday.sixteen
    FROM care_episode JOIN birthday ON birthday.subject_no = care_episode.subject_no
    WHERE care_episode.started_on < birthday.eighteen AND NOT care_episode.outranked
        AND NOT EXISTS (SELECT 1 FROM legal_status WHERE legal_status.subject_no = care_episode.subject_no
            AND legal_status.status IN ('V3', 'V4') AND legal_status.started_on <= care_episode.started_on
            AND (legal_status.ended_on IS NULL OR legal_status.ended_on > care_episode.started_on))
),
counted AS (
    SELECT *, coalesce(sum(until_on - from_on) OVER (PARTITION BY subject_no ORDER BY from_on, until_on
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
    FROM stay WHERE from_on < until_on
),
reached AS (
    SELECT subject_no, until_on, greatest(from_on, sixteen, from_on + CAST(greatest(91 - before, 0) AS INTEGER)) AS on_day
    FROM counted
),
first_day AS (SELECT subject_no, min(on_day) AS on_day FROM reached WHERE on_day < until_on GROUP BY subject_no)
SELECT 'became_eligible' AS event, first_day.subject_no, min_by(care_episode.child_no, care_episode.line) AS child_no,
       first_day.on_day, CAST(NULL AS BIGINT) AS moment, CAST(NULL AS VARCHAR) AS key, TRUE AS sure,
       min_by(care_episode.feed_no, care_episode.line) AS feed_no, min(care_episode.line) AS line, FALSE AS outranked
FROM first_day JOIN care_episode ON care_episode.subject_no = first_day.subject_no
GROUP BY first_day.subject_no, first_day.on_day
