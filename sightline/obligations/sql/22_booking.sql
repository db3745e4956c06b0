-- The earliest meeting beyond what its feed can know, or recorded ahead of the as-of date: booked, not held.
with ahead as (
    select event.subject, event.on_day, event.key, role.clock, role.of_kind
    from event
    join role on role.role = 'met' and role.name = event.name
    cross join as_of
    left join reach on reach.name = event.name
    where event.on_day > case when event.recorded then as_of.day else reach.reach_day end
)
select run.run, min(ahead.on_day) as booked_day
from ahead
join run
    on run.subject = ahead.subject and run.clock = ahead.clock and ahead.on_day > run.start_day
    and (not ahead.of_kind or ahead.key is null or run.key is null or ahead.key = run.key)
group by run.run
