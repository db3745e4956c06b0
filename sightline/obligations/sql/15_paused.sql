-- Days that pauses move: what they stand still, in running numbers of working days (of days, for other limits), is added to
-- the due day. Pauses that overlap are one. Taken in order, each counts if it began on or before the due day as it then
-- stood. Only days that the limit counts stand still. One that is not sure, or whose days no calendar knows, leaves it open.
with fitting as (
    select distinct
        step_row.candidate,
        step_row.step_row,
        step_row.due_day,
        step_row.begin_day + step.counted_from as begins,
        step.in_working_days,
        step.agreed_calendar as calendar,
        decision.on_day,
        coalesce(decision.value_day, as_of.day + 1) as until_day,
        decision.sure
    from step_row
    join decision
        on decision.role = 'pause' and decision.subject = step_row.subject and decision.clock = step_row.clock
    join step on step.step_row = step_row.step_row
    cross join as_of
    where
        step_row.due_day is not null
        and decision.on_day <= decision.last_day
        and coalesce(decision.value_day, as_of.day + 1) > decision.on_day
        and (not decision.of_kind or decision.key is null or step_row.key is null or decision.key = step_row.key)
),
followed as (
    select
        fitting.*,
        max(until_day) over (
            partition by candidate, step_row order by on_day, until_day rows between unbounded preceding and 1 preceding
        ) as until_before
    from fitting
    where sure
),
numbered as (
    select
        followed.*,
        sum(case when on_day <= until_before then 0 else 1 end) over (
            partition by candidate, step_row order by on_day, until_day rows unbounded preceding
        ) as block
    from followed
),
pause as (
    select
        candidate, step_row, due_day, in_working_days, calendar, block,
        greatest(min(on_day), begins) as first_day,
        greatest(max(until_day), begins) as until_day,
        max(until_day) as ends_day
    from numbered
    group by candidate, step_row, due_day, begins, in_working_days, calendar, block
),
measured as (
    select
        pause.*,
        case when pause.in_working_days then at_due.number else pause.due_day end as due_number,
        case when pause.in_working_days then at_first.number else pause.first_day - 1 end as first_number,
        case
            when pause.until_day <= pause.first_day then 0
            when pause.in_working_days then at_last.number - at_first.number
            else pause.until_day - pause.first_day
        end as still
    from pause
    left join running as at_due on at_due.calendar = pause.calendar and at_due.day = pause.due_day
    left join running as at_first on at_first.calendar = pause.calendar and at_first.day = pause.first_day - 1
    left join running as at_last on at_last.calendar = pause.calendar and at_last.day = pause.until_day - 1
),
summed as (
    select
        measured.*,
        coalesce(
            sum(still) over (
                partition by candidate, step_row order by block rows between unbounded preceding and 1 preceding
            ),
            0
        ) as before
    from measured
),
chained as (
    select
        summed.*,
        sum(case when coalesce(first_number < due_number + before, false) then 0 else 1 end) over (
            partition by candidate, step_row order by block rows unbounded preceding
        ) as broken
    from summed
),
total as (
    select
        candidate, step_row, in_working_days, calendar,
        cast(due_number + sum(still) as integer) as number,
        bool_or(still is null) as is_past_calendar,
        bool_or(ends_day > as_of.day) as is_running
    from chained
    cross join as_of
    where broken = 0
    group by candidate, step_row, in_working_days, calendar, due_number
),
day_of_number as (
    select calendar, number, min(day) as day from running group by calendar, number
),
moved as (
    select
        total.candidate,
        total.step_row,
        total.is_running,
        case
            when total.is_past_calendar then null
            when total.in_working_days then day_of_number.day
            else total.number
        end as value_day
    from total
    left join day_of_number on day_of_number.calendar = total.calendar and day_of_number.number = total.number
),
every as (
    select
        fitting.candidate,
        fitting.step_row,
        moved.candidate is not null and moved.value_day is null as is_past_calendar,
        coalesce(moved.value_day, fitting.due_day) as value_day,
        coalesce(moved.is_running, false) as is_running,
        bool_or(
            not fitting.sure
            and fitting.until_day >= fitting.begins
            and greatest(fitting.on_day, fitting.begins) <= coalesce(moved.value_day, fitting.due_day)
        ) as is_unsure
    from fitting
    left join moved on moved.candidate = fitting.candidate and moved.step_row = fitting.step_row
    group by
        fitting.candidate, fitting.step_row, fitting.due_day, moved.candidate, moved.value_day, moved.is_running
)
select
    candidate,
    step_row,
    case when not is_past_calendar and not is_unsure then value_day end as value_day,
    is_past_calendar or is_unsure as is_open,
    case when is_past_calendar then 1024 when is_unsure then 2048 else 0 end as cause,
    is_running
from every
