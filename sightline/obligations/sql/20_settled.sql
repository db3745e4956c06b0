-- Every way each stretch may have gone: a limit and what closed it; then the states, due days and doubts brought together.
-- A way is a set of bits: 1 no duty, 2 cannot tell, 4 due, 8 due soon, 16 overdue, 32 met, 64 met late, 128 not required,
-- 256 missed; and why: 512 before the entry, 1024 calendar, 2048 no value, 4096 due with, 8192 reach, 16384 a fact, 32768 hours.
with way as (
    select
        limits.run,
        limits.place,
        limits.step_row,
        limits.due_day,
        limits.causes,
        ending.kind,
        limits.step_row is null
        or (
            ending.kind <> 0 and limits.begin_day >= ending.day
            and not (limits.begin_day = limits.start_day and limits.begin_day = ending.day)
        ) as is_free,
        case
            when limits.due_day is null then 2
            when ending.kind = 0 and ending.day = limits.due_day and limits.due_second is not null then
                case
                    when ending.moment is null then 32 + 64 + 32768
                    when ending.moment <= limits.due_second then 32
                    else 64
                end
            when ending.kind = 0 then case when ending.day <= limits.due_day then 32 else 64 end
            when ending.kind = 1 then case when ending.day <= limits.due_day then 128 else 256 end
            when as_of.day > clock.last_reach and limits.due_day >= clock.last_reach then 2 + 8192
            when as_of.day > limits.due_day then 16
            when as_of.day >= limit_day.due_day then 8
            else 4
        end as state
    from limits
    join clock on clock.clock = limits.clock
    cross join as_of
    join ending on ending.run = limits.run and ending.place = limits.place
    left join limit_day on limit_day.limit_id = clock.warn_limit and limit_day.day = limits.due_day
)
select
    run,
    place,
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
group by run, place
having count(case when not is_free then step_row end) > 0
