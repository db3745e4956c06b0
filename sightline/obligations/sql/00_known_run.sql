-- From which day the history of a clock's meetings is complete, for each subject whose history is not.
select role.clock, known.subject, max(least(known.known_day, coalesce(reach.reach_day, 9999998) + 1)) as known_day
from known
join role on role.role = 'met' and role.name = known.name
left join reach on reach.name = known.name
group by role.clock, known.subject
