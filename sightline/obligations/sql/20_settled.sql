-- Every way each stretch may have gone: a limit and what closed it; then the states, due days and doubts brought together.
-- A way is a set of bits: 1 no duty, 2 cannot tell, 4 due, 8 due soon, 16 overdue, 32 met, 64 met late, 128 not required,
-- 256 missed; and why: 512 before the entry, 1024 calendar, 2048 no value, 4096 due with, 8192 reach, 16384 a fact, 32768 hours.
-- Added since: the way 65536 paused, and 131072, that a pause runs if nothing closed the stretch.
with closed as (
    select * from limits
    union all
    select
        limits.stretch, limits.clock, limits.begin_day, limits.start_day, ending.ending, ending.ending_day,
        ending.close_at, limits.step_row, limits.due_day, limits.due_second, limits.causes
    from limits
    join ending on ending.stretch = limits.stretch
),
way as (
    select
        closed.stretch,
        closed.step_row,
        closed.due_day,
        closed.causes,
        closed.step_row is null
        or (
            closed.ending <> 0 and closed.begin_day >= closed.ending_day
            and not (closed.begin_day = closed.start_day and closed.begin_day = closed.ending_day)
        ) as is_free,
        case
            when closed.due_day is null then 2
            when closed.ending = 0 and closed.ending_day = closed.due_day and closed.due_second is not null then
                case
                    when closed.close_at <= closed.due_second then 32
                    when closed.ending_day > clock.last_reach then 2 + 8192
                    when closed.close_at is null then 32 + 64 + 32768
                    else 64
                end
            when closed.ending <= 1 and closed.ending_day <= closed.due_day
                then case when closed.ending = 0 then 32 else 128 end
            when closed.ending <= 1 and closed.ending_day > clock.last_reach and closed.due_day >= clock.last_reach
                then 2 + 8192
            when closed.ending = 0 then 64
            when closed.ending = 1 then case when clock.lapses then 128 else 256 end
            when as_of.day > clock.last_reach and closed.due_day >= clock.last_reach then 2 + 8192
            when closed.causes & 131072 > 0 then 65536
            when as_of.day > closed.due_day then case when clock.lapses then 128 else 16 end
            when as_of.day >= limit_day.due_day then 8
            else 4
        end as state
    from closed
    join clock on clock.clock = closed.clock
    cross join as_of
    left join limit_day on limit_day.limit_id = clock.warn_limit and limit_day.day = closed.due_day
)
select
    stretch,
    bit_or(case when is_free then 1 + 16384 else state + causes end) as bits,
    count(case when not is_free then step_row end) as ways,
    count(case when not is_free then due_day end) as dues,
    min(case when not is_free then due_day end) as due_first,
    max(case when not is_free then due_day end) as due_last,
    min(case when not is_free then cast(coalesce(due_day, 9999999) + 1000000 as bigint) * 100000 + step_row end)
        as earliest,
    max(case when not is_free then cast(coalesce(due_day, 9999999) + 1000000 as bigint) * 100000 + 99999 - step_row end)
        as latest
from way
group by stretch
having count(case when not is_free then step_row end) > 0
