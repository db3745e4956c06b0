-- The due day of each step, before any extension; no row where the step puts no duty on anybody.
select
    step_row.*,
    case
        when step_row.before_entry then null
        when step_row.as_ordered then run.value_day
        when step_row.is_local then least(limit_day.due_day, agreed_day.due_day)
        when step_row.moment is not null then limit_at.due_day
        else limit_day.due_day
    end as plain_due,
    case when step_row.before_entry then null else limit_at.due_at end as due_at,
    case
        when step_row.before_entry then 'before_entry'
        when step_row.as_ordered then case when run.value_day is null then 'no_value' else '' end
        when coalesce(limit_at.due_day, limit_day.due_day, agreed_day.due_day) is null then 'calendar'
        else ''
    end as cause,
    step_row.no_duty or (step_row.is_local and step_row.limit_id is null and agreed.limit_id is null) as is_free
from step_row
join run on run.run = step_row.run
left join agreed on agreed.candidate = step_row.candidate and agreed.step_row = step_row.step_row
left join limit_day on limit_day.limit_id = step_row.limit_id and limit_day.day = step_row.begin_day
left join limit_day as agreed_day on agreed_day.limit_id = agreed.limit_id and agreed_day.day = agreed.begin_day
left join limit_at on limit_at.limit_id = step_row.limit_id and limit_at.moment = step_row.moment
