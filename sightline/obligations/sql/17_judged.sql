-- Whether each step's `when` holds: 2 yes, 1 nobody recorded it, 0 no.
with found as (
    select
        extended.candidate,
        extended.step_row,
        max(
            case
                when not extended.of_kind or spell.key is null then case when spell.sure then 2 else 1 end
                when extended.key is null then 1
                when spell.key <> extended.key then 0
                when spell.sure then 2
                else 1
            end
        ) as value
    from extended
    join spell
        on spell.subject = extended.subject and spell.spell = extended.spell
        and spell.from_day <= case when extended.judged_on_due then extended.due_day else extended.begin_day end
        and case when extended.judged_on_due then extended.due_day else extended.begin_day end < spell.until_day
    where extended.spell is not null and not extended.any_step
    group by extended.candidate, extended.step_row
)
select
    extended.*,
    case
        when extended.spell is null or extended.any_step or extended.before_entry then 2
        when extended.judged_on_due and (extended.due_day is null or extended.is_free) then 1
        when extended.wanted then coalesce(found.value, 0)
        else 2 - coalesce(found.value, 0)
    end as answer
from extended
left join found on found.candidate = extended.candidate and found.step_row = extended.step_row
