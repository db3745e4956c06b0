-- Extensions in the order they were decided: each counts if it came in time; the first that came too late ends the chain.
-- One that does not say until when, or is not sure, leaves the due day open: no value_day. A clock is extended or paused,
-- never both; days that pauses moved stand here too.
with decided as (
    select distinct
        step_row.candidate, step_row.step_row, step_row.due_day, clock.may_be_late, decision.on_day,
        case when decision.sure then coalesce(decision.value_day, 9999999) else 9999999 end as value_day
    from step_row
    join clock on clock.clock = step_row.clock
    join decision
        on decision.role = 'extend' and decision.subject = step_row.subject and decision.clock = step_row.clock
    where
        step_row.due_day is not null
        and decision.on_day <= decision.last_day
        and decision.on_day between step_row.begin_day and step_row.end_day
        and (not decision.of_kind or decision.key is null or step_row.key is null or decision.key = step_row.key)
),
told as (
    select
        decided.*,
        coalesce(
            lag(value_day) over (partition by candidate, step_row order by on_day, value_day), due_day
        ) as due_before
    from decided
),
chained as (
    select
        told.*,
        sum(case when on_day > due_before and not may_be_late then 1 else 0 end) over (
            partition by candidate, step_row order by on_day, value_day rows unbounded preceding
        ) as broken
    from told
),
ordered as (
    select
        candidate,
        step_row,
        case when max(value_day) over (partition by candidate, step_row) < 9999999 then value_day end as value_day,
        row_number() over (partition by candidate, step_row order by on_day desc, value_day desc) as place
    from chained
    where broken = 0
)
select
    candidate, step_row, value_day, value_day is null as is_open, case when value_day is null then 2048 else 0 end as cause,
    false as is_running
from ordered
where place = 1
union all
select candidate, step_row, value_day, is_open, cause, is_running from paused
