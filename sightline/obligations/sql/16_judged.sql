-- For clocks whose steps depend on facts: whether each step's `when` holds (2 yes, 1 nobody recorded it, 0 no).
with asked as (
    select
        step_row.candidate,
        step_row.step_row,
        step_row.step_place,
        step_row.owed,
        step_row.subject,
        step_row.key,
        step_row.any_step or step_row.before_entry as is_given,
        step_row.is_free,
        step.spell,
        step.wanted,
        step.of_kind,
        step.judged_on_due,
        case
            when not step.judged_on_due then step_row.begin_day
            when extended.is_open then null
            else coalesce(extended.value_day, step_row.due_day)
        end as day
    from step_row
    join clock on clock.clock = step_row.clock and clock.has_choice
    join step on step.step_row = step_row.step_row
    left join extended on extended.candidate = step_row.candidate and extended.step_row = step_row.step_row
    where not step_row.any_step
),
found as (
    select
        asked.candidate,
        asked.step_row,
        max(
            case
                when not asked.of_kind or spell.key is null then case when spell.sure then 2 else 1 end
                when asked.key is null then 1
                when spell.key <> asked.key then 0
                when spell.sure then 2
                else 1
            end
        ) as value
    from asked
    join spell
        on spell.subject = asked.subject and spell.spell = asked.spell
        and spell.from_day <= asked.day and asked.day < spell.until_day
    group by asked.candidate, asked.step_row
)
select
    asked.candidate,
    asked.step_row,
    asked.step_place,
    asked.owed,
    case
        when asked.spell is null or asked.is_given then 2
        when asked.judged_on_due and (asked.day is null or asked.is_free) then 1
        when asked.wanted then coalesce(found.value, 0)
        else 2 - coalesce(found.value, 0)
    end as answer
from asked
left join found on found.candidate = asked.candidate and found.step_row = asked.step_row
