-- The limits that may apply to each stretch. A missing step means no duty.
with plain as (
    select step_row.*, false as by_fact
    from step_row
    join clock on clock.clock = step_row.clock
    where step_row.any_step or not clock.has_choice
    union all
    select step_row.*, chosen_step.by_fact
    from step_row
    join chosen_step on chosen_step.candidate = step_row.candidate and chosen_step.step_row = step_row.step_row
)
select
    plain.stretch,
    plain.clock,
    plain.begin_day,
    plain.start_day,
    plain.ending,
    plain.ending_day,
    plain.close_at,
    case when not plain.is_free then plain.step_row end as step_row,
    case when extended.is_open then null else coalesce(extended.value_day, plain.due_day) end as due_day,
    case when extended.value_day is null or extended.value_day = plain.due_day then plain.due_second end as due_second,
    plain.cause
    + coalesce(extended.cause, 0)
    + case when extended.is_running then 131072 else 0 end
    + case when not plain.before_entry and (plain.owed = 1 or plain.by_fact) then 16384 else 0 end
        as causes
from plain
left join extended on extended.candidate = plain.candidate and extended.step_row = plain.step_row
union all
select
    candidate.stretch, candidate.clock, candidate.begin_day, candidate.start_day,
    candidate.ending, candidate.ending_day, candidate.close_at,
    null, null, null, 0
from candidate
join owed on owed.candidate = candidate.candidate
join clock on clock.clock = candidate.clock and not clock.is_due_with
