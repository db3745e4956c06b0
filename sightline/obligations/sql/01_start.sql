-- Starts: one run for each equal start. A start beyond what its feed can know waits; one between the as-of date and there is left out.
select
    clock.clock,
    event.subject,
    case when clock.start_of_kind then event.key end as key,
    event.on_day as start_day,
    case when bool_or(event.sure) then min(case when event.sure then event.moment end) else min(event.moment) end as moment,
    case when bool_or(event.sure) then min(case when event.sure then event.value_day end) else min(event.value_day) end
        as value_day,
    bool_or(event.sure) as sure,
    min(event.row_no) as row_no,
    min(event.row_no) * 256 + clock.clock as run,
    event.on_day <= least(max(as_of.day), max(coalesce(reach.reach_day, 9999999))) as begun,
    min(clock.early_limit) as early_limit
from event
join clock on clock.starts = event.name
cross join as_of
left join reach on reach.name = event.name and not event.recorded
where event.on_day is not null
group by clock.clock, event.subject, case when clock.start_of_kind then event.key end, event.on_day
having event.on_day <= max(as_of.day) or event.on_day > max(coalesce(reach.reach_day, 9999999))
