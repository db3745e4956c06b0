-- Every way each stretch may have gone: a limit and what closed it.
select
    limits.run,
    limits.place,
    limits.clock,
    limits.step_row,
    limits.due_day,
    limits.cause,
    limits.by_fact,
    clock.warn_limit,
    limits.step_row is null
    or (
        ending.kind <> 'met' and limits.begin_day >= ending.day
        and not (limits.begin_day = limits.start_day and limits.begin_day = ending.day)
    ) as is_free,
    case
        when limits.due_day is null then 'cannot_tell'
        when ending.kind = 'met' and ending.day = limits.due_day and limits.due_second is not null
            then case when ending.moment is null then 'either' when ending.moment <= limits.due_second then 'met' else 'met_late' end
        when ending.kind = 'met' then case when ending.day <= limits.due_day then 'met' else 'met_late' end
        when ending.kind = 'stop' then case when ending.day <= limits.due_day then 'not_required' else 'missed' end
        when as_of.day > clock.last_reach and limits.due_day >= clock.last_reach then 'beyond'
        when as_of.day > limits.due_day then 'overdue'
        else 'due'
    end as state
from limits
join ending on ending.run = limits.run and ending.place = limits.place
join clock on clock.clock = limits.clock
cross join as_of
