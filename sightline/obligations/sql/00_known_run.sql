-- From which day the history of a clock's meetings is complete, for each subject whose history is not.
select role.clock, known.subject, max(known.known_day) as known_day
from known
join role on role.role = 'met' and role.name = known.name
group by role.clock, known.subject
