-- Subjects for whom an event may change a due day of a clock: these take the full way.
select distinct event.subject, role.clock
from event
join role on role.name = event.name
where role.role not in ('met', 'stop')
