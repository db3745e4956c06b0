-- Extensions in the order they were decided: each counts if it came in time; the first that came too late ends the chain.
-- One that does not say until when, or is not sure, leaves the due day open: no value_day. A clock is extended or paused,
-- never both; days that pauses moved stand here too.
with decided as (
    select distinct
        step_row.candidate, step_row.step_row, step_row.due_day, clock.may_be_late, event.on_day,
        case when event.sure then coalesce(event.value_day, 9999999) else 9999999 end as value_day
    from step_row
    join clock on clock.clock = step_row.clock
    join role on role.role = 'extend' and role.clock = step_row.clock
    join event on event.subject = step_row.subject and event.name = role.name
    cross join as_of
    left join reach on reach.name = event.name and not event.recorded
    where
        step_row.due_day is not null
        and event.on_day <= least(as_of.day, coalesce(reach.reach_day, 9999999))
        and event.on_day between step_row.begin_day and step_row.end_day
        and (not role.of_kind or event.key is null or step_row.key is null or event.key = step_row.key)
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
