-- Stops that have happened, with each run of the same subject and clock that they could end.
select
    run_window.run,
    event.row_no,
    event.on_day,
    event.sure,
    not role.of_kind or coalesce(event.key = run_window.key, false) as names_run,
    role.of_kind and (event.key is null or run_window.key is null) as may_mean_run
from event
join role on role.role = 'stop' and role.name = event.name
cross join as_of
left join reach on reach.name = event.name and not event.recorded
join run_window
    on run_window.subject = event.subject and run_window.clock = role.clock and run_window.begun
    and event.on_day >= run_window.start_day
where event.on_day <= least(as_of.day, coalesce(reach.reach_day, 9999999))
