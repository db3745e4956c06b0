-- The earliest meeting beyond what its feed can know, or recorded ahead of the as-of date: booked, not held.
select run.run, min(event.on_day) as booked_day
from event
join role on role.role = 'met' and role.name = event.name
cross join as_of
left join reach on reach.name = event.name
join run
    on run.subject = event.subject and run.clock = role.clock
    and event.on_day > greatest(case when event.recorded then as_of.day else reach.reach_day end, run.start_day)
    and (not role.of_kind or event.key is null or run.key is null or event.key = run.key)
where event.recorded or reach.name is not null
group by run.run
