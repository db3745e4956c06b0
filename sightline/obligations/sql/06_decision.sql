-- Decisions, each with the clocks whose due day it may move or set: extensions, intervals that plans agreed, pauses.
select
    role.clock,
    role.role,
    role.of_kind,
    event.subject,
    event.on_day,
    event.value_day,
    event.agreed,
    event.key,
    event.sure,
    least(as_of.day, coalesce(reach.reach_day, 9999999)) as last_day
from event
join role on role.name = event.name and role.role not in ('met', 'stop')
cross join as_of
left join reach on reach.name = event.name and not event.recorded
