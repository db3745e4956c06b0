-- The states, due days and doubts of each stretch, brought together.
with told as (
    select
        outcome.run,
        outcome.place,
        case when outcome.is_free then null else outcome.step_row end as step_row,
        case when outcome.is_free then null else outcome.due_day end as due_day,
        case
            when outcome.is_free then 1
            when outcome.state = 'cannot_tell' or outcome.state = 'beyond' then 2
            when outcome.state = 'due' then case when as_of.day >= limit_day.due_day then 8 else 4 end
            when outcome.state = 'overdue' then 16
            when outcome.state = 'met' then 32
            when outcome.state = 'met_late' then 64
            when outcome.state = 'not_required' then 128
            when outcome.state = 'missed' then 256
            else 96
        end as bits,
        case when outcome.is_free then '' when outcome.state = 'beyond' then 'reach' else outcome.cause end as cause,
        outcome.by_fact or outcome.is_free as by_fact,
        outcome.state = 'either' and not outcome.is_free as by_hours
    from outcome
    cross join as_of
    left join limit_day
        on outcome.state = 'due' and limit_day.limit_id = outcome.warn_limit and limit_day.day = outcome.due_day
)
select
    run,
    place,
    bit_or(bits) as bits,
    count(step_row) as ways,
    count(due_day) as dues,
    min(due_day) as due_first,
    max(due_day) as due_last,
    min(case when step_row is not null then cast(coalesce(due_day, 9999999) + 1000000 as bigint) * 100000 + step_row end) as earliest,
    max(case when step_row is not null then cast(coalesce(due_day, 9999999) + 1000000 as bigint) * 100000 + 99999 - step_row end)
        as latest,
    bool_or(cause = 'before_entry') as before_entry,
    bool_or(cause = 'calendar') as calendar,
    bool_or(cause = 'no_value') as no_value,
    bool_or(cause = 'due_with') as due_with,
    bool_or(cause = 'reach') as reach,
    bool_or(by_fact) as by_fact,
    bool_or(by_hours) as by_hours,
    bool_or(step_row is null) as some_free
from told
group by run, place
having count(step_row) > 0
