-- The earliest meeting beyond what its feed can know: booked, not held.
select run.run, min(event.on_day) as booked_day
from event
join role on role.role = 'met' and role.name = event.name
join reach on reach.name = event.name
join run
    on run.subject = event.subject and run.clock = role.clock
    and event.on_day > greatest(reach.reach_day, run.start_day)
    and (not role.of_kind or event.key is null or run.key is null or event.key = run.key)
group by run.run
