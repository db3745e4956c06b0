-- The day a looked-after child became an eligible child: the first day, at 16 or over and in care, on which 13 weeks
-- (91 days) in care since the fourteenth birthday lie behind. Days in several periods add up. Short breaks (V3, V4) do not count.
WITH episode AS (SELECT * FROM care_episode QUALIFY source_bit = min(source_bit) OVER (PARTITION BY subject_no)),
birthday AS (
    SELECT child.subject_no, min(fourteen.due) AS fourteen, min(sixteen.due) AS sixteen, min(eighteen.due) AS eighteen
    FROM child
    JOIN reckoned AS fourteen ON fourteen.day = child.born_on AND fourteen.name = '14 years of age'
    JOIN reckoned AS sixteen ON sixteen.day = child.born_on AND sixteen.name = '16 years of age'
    JOIN reckoned AS eighteen ON eighteen.day = child.born_on AND eighteen.name = '18 years of age'
    GROUP BY child.subject_no
),
stay AS (
    SELECT DISTINCT episode.subject_no, greatest(episode.started_on, birthday.fourteen) AS from_on,
           least(coalesce(episode.ended_on, birthday.eighteen), birthday.eighteen) AS until_on, birthday.sixteen
    FROM episode JOIN birthday ON birthday.subject_no = episode.subject_no
    WHERE episode.started_on < birthday.eighteen
        AND NOT EXISTS (SELECT 1 FROM legal_status WHERE legal_status.subject_no = episode.subject_no
            AND NOT legal_status.outranked AND legal_status.status IN ('V3', 'V4')
            AND legal_status.started_on <= episode.started_on
            AND (legal_status.ended_on IS NULL OR legal_status.ended_on > episode.started_on))
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
SELECT 'became_eligible' AS event, first_day.subject_no, min_by(episode.child_no, episode.line) AS child_no,
       first_day.on_day, CAST(NULL AS BIGINT) AS moment, CAST(NULL AS VARCHAR) AS key, TRUE AS sure,
       min_by(episode.feed_no, episode.line) AS feed_no, min(episode.line) AS line,
       bit_or(episode.standing) AS standing
FROM first_day JOIN episode ON episode.subject_no = first_day.subject_no
GROUP BY first_day.subject_no, first_day.on_day
