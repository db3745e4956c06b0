-- Meetings that have happened, with each run whose days hold them and whose key they do not contradict.
select
    run.run,
    event.row_no,
    event.on_day,
    event.moment,
    event.sure,
    role.of_kind and coalesce(event.key = run.key, false) as same_key,
    crowded.run is not null as is_crowded,
    event.on_day = run.start_day as at_start,
    event.on_day = run.end_day as at_end,
    run.clock
from event
join role on role.role = 'met' and role.name = event.name
cross join as_of
left join reach on reach.name = event.name and not event.recorded
join run
    on run.subject = event.subject and run.clock = role.clock and run.begun
    and event.on_day between run.first_day and run.end_day
    and (not role.of_kind or event.key is null or run.key is null or event.key = run.key)
left join crowded on crowded.run = run.run
where event.on_day <= least(as_of.day, coalesce(reach.reach_day, 9999999))
