-- The first day on which a meeting counts for each run.
select
    start.*,
    case
        when start.early_limit is not null then coalesce(limit_day.due_day, start.start_day)
        else start.start_day + clock.skip_days
    end as first_day
from start
join clock on clock.clock = start.clock
left join limit_day on limit_day.limit_id = start.early_limit and limit_day.day = start.start_day
