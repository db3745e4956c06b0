-- Extensions in the order they were decided: each counts if it came in time; the first that came too late ends the chain.
with told as (
    select
        plain_due.candidate,
        plain_due.step_row,
        clock.may_be_late,
        event.on_day,
        event.value_day,
        coalesce(
            lag(event.value_day) over (
                partition by plain_due.candidate, plain_due.step_row order by event.on_day, event.value_day
            ),
            plain_due.plain_due
        ) as due_before
    from plain_due
    join clock on clock.clock = plain_due.clock
    join role on role.role = 'extend' and role.clock = plain_due.clock
    join event on event.subject = plain_due.subject and event.name = role.name
    cross join as_of
    left join reach on reach.name = event.name
    where
        event.sure and event.value_day is not null and plain_due.plain_due is not null
        and event.on_day <= least(as_of.day, coalesce(reach.reach_day, 9999999))
        and event.on_day between plain_due.begin_day and plain_due.end_day
        and (not role.of_kind or event.key is null or plain_due.key is null or event.key = plain_due.key)
),
chained as (
    select
        told.*,
        sum(case when on_day > due_before and not may_be_late then 1 else 0 end) over (
            partition by candidate, step_row order by on_day, value_day rows unbounded preceding
        ) as broken
    from told
),
last_one as (
    select
        candidate,
        step_row,
        value_day,
        row_number() over (partition by candidate, step_row order by on_day desc, value_day desc) as place
    from chained
    where broken = 0
)
select
    plain_due.*,
    coalesce(last_one.value_day, plain_due.plain_due) as due_day,
    case when last_one.value_day is null or last_one.value_day = plain_due.plain_due then plain_due.due_at end
        as due_second
from plain_due
left join last_one
    on last_one.candidate = plain_due.candidate and last_one.step_row = plain_due.step_row and last_one.place = 1
