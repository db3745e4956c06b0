-- Who had a part in the work with a child, whatever the part; why it ended, where the file says.
SELECT subject_no, coalesce(named.name, allocation.worker_id, allocation.worker_name) AS worker,
       coalesce(team_named.name, allocation.team, worker_team.name, named.team) AS team, role,
       started_on AS from_on, ended_on AS until_on, change_reason, feed_no, line
FROM allocation
LEFT JOIN worker_name AS named ON named.worker_id = coalesce(allocation.worker_id, allocation.worker_name)
LEFT JOIN team_name AS team_named ON team_named.team_id = allocation.team
LEFT JOIN team_name AS worker_team ON worker_team.team_id = named.team
WHERE NOT outranked
