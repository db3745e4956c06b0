-- Who holds the work with a child, day by day: never two at once. A social worker before a personal adviser, before any
-- other allocated worker, before the worker on the row of a plan, an assessment or a referral.
CREATE TEMP TABLE held AS
WITH told AS (
    SELECT subject_no, outranked, started_on AS from_on, ended_on AS until_on, team,
           coalesce(worker_id, worker_name) AS worker,
           CASE WHEN role IS NULL THEN 2
                WHEN lower(role) LIKE '%review%' OR lower(role) LIKE '%chair%' OR lower(role) LIKE '%supervising%'
                     OR lower(role) LIKE '%manager%' THEN 10
                WHEN lower(role) LIKE '%social worker%' OR lower(role) LIKE '%lead practitioner%'
                     OR lower(role) LIKE '%allocated%' OR lower(role) LIKE '%case worker%'
                     OR lower(role) LIKE '%key worker%' THEN 0
                WHEN lower(role) LIKE '%personal advis%' THEN 1
                ELSE 4 END AS rank
    FROM allocation
    UNION ALL
    SELECT subject_no, outranked, NULL, NULL, team, coalesce(adviser, worker_id), 6 FROM care_leaver
    UNION ALL
    SELECT subject_no, outranked, started_on, ended_on, team, worker_id, 7 FROM cin_plan
    UNION ALL
    SELECT subject_no, outranked, started_on, authorised_on, team, worker_id, 8 FROM assessment
    UNION ALL
    SELECT subject_no, outranked, started_on, ended_on, team, worker_id, 8 FROM s47_enquiry
    UNION ALL
    SELECT subject_no, outranked, received_on, closed_on, team, worker_id, 9 FROM referral
    UNION ALL
    SELECT subject_no, outranked, coalesce(applied_on, approved_on), ended_on, team, worker_id, 0 FROM carer
    UNION ALL
    SELECT subject_no, outranked, registered_on, ended_on, team, worker_id, 0 FROM adopter_step
    UNION ALL
    SELECT subject_no, outranked, received_on, closed_on, team, worker_id, 0 FROM complaint
)
SELECT DISTINCT told.subject_no, coalesce(told.from_on, DATE '0001-01-01') AS from_on,
       coalesce(told.until_on, DATE '9999-12-31') AS until_on, told.rank,
       coalesce(named.name, told.worker) AS worker, coalesce(team_named.name, told.team, worker_team.name, named.team) AS team
FROM told
LEFT JOIN worker_name AS named ON named.worker_id = told.worker
LEFT JOIN team_name AS team_named ON team_named.team_id = told.team
LEFT JOIN team_name AS worker_team ON worker_team.team_id = named.team
WHERE (told.worker IS NOT NULL OR told.team IS NOT NULL) AND NOT told.outranked;

CREATE TEMP TABLE alone AS SELECT subject_no FROM held GROUP BY subject_no HAVING count(*) = 1;

-- Worker with team, and who comes first on a day, as numbers: what is compared for each stretch of days is then small.
CREATE TEMP TABLE pair AS
SELECT row_number() OVER (ORDER BY worker, team) AS pair, worker, team FROM (SELECT DISTINCT worker, team FROM held) AS one;

CREATE TEMP TABLE shared AS
WITH several AS (
    SELECT held.subject_no, held.from_on, held.until_on,
           (held.rank * 4194304 + (DATE '9999-12-31' - held.from_on)) * 16777216 + pair.pair AS place
    FROM held JOIN pair ON pair.worker IS NOT DISTINCT FROM held.worker AND pair.team IS NOT DISTINCT FROM held.team
    WHERE held.from_on < held.until_on AND held.subject_no NOT IN (SELECT subject_no FROM alone)
),
edge AS (
    SELECT subject_no, from_on AS day FROM several UNION SELECT subject_no, until_on FROM several
),
part AS (
    SELECT subject_no, day AS from_on, lead(day) OVER (PARTITION BY subject_no ORDER BY day) AS until_on FROM edge
),
best AS (
    SELECT part.subject_no, part.from_on, part.until_on, min(several.place) % 16777216 AS pair
    FROM part JOIN several ON several.subject_no = part.subject_no
        AND several.from_on <= part.from_on AND several.until_on >= part.until_on
    WHERE part.until_on IS NOT NULL
    GROUP BY part.subject_no, part.from_on, part.until_on
),
marked AS (
    SELECT *, CASE WHEN lag(pair) OVER days = pair AND lag(until_on) OVER days = from_on THEN 0 ELSE 1 END AS is_new
    FROM best WINDOW days AS (PARTITION BY subject_no ORDER BY from_on)
),
run AS (
    SELECT *, sum(is_new) OVER (PARTITION BY subject_no ORDER BY from_on ROWS UNBOUNDED PRECEDING) AS run_no FROM marked
),
span AS (
    SELECT subject_no, pair, min(from_on) AS from_on, max(until_on) AS until_on FROM run GROUP BY subject_no, run_no, pair
)
SELECT span.subject_no, pair.worker, pair.team, span.from_on, span.until_on FROM span JOIN pair ON pair.pair = span.pair;
