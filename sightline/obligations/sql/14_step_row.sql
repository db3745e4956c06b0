-- Every step of the version in force that the interval's number of meetings allows, and its due day before any extension.
select
    candidate.candidate,
    candidate.stretch,
    candidate.clock,
    candidate.subject,
    candidate.key,
    candidate.begin_day,
    candidate.start_day,
    candidate.end_day,
    candidate.any_step,
    candidate.ending,
    candidate.ending_day,
    candidate.close_at,
    step.step_row,
    step.step_place,
    version.before_entry,
    coalesce(owed.owed, 2) as owed,
    case
        when version.before_entry then null
        when step.as_ordered then candidate.value_day
        when step.is_local and agreed.candidate is not null and agreed.limit_id is null then null
        else least(coalesce(limit_at.due_day, limit_day.due_day), case when step.is_local then agreed_day.due_day end)
    end as due_day,
    case
        when version.before_entry or step.as_ordered then null
        when step.is_local and agreed_day.due_day < limit_at.due_day then null
        else limit_at.due_at
    end as due_second,
    case
        when version.before_entry then 512
        when step.as_ordered then case when candidate.value_day is null then 2048 else 0 end
        when step.is_local and agreed.candidate is not null and agreed.limit_id is null then 2048
        when coalesce(limit_at.due_day, limit_day.due_day, case when step.is_local then agreed_day.due_day end) is null
            then 1024
        else 0
    end as cause,
    (step.no_duty and not version.before_entry)
    or (step.is_local and step.limit_id is null and agreed.candidate is null) as is_free
from candidate
join clock on clock.clock = candidate.clock and not clock.is_due_with
join version
    on version.clock = candidate.clock and version.from_day <= candidate.begin_day
    and candidate.begin_day < version.until_day
join step on step.version = version.version
left join owed on owed.candidate = candidate.candidate
left join agreed
    on agreed.candidate = candidate.candidate and coalesce(agreed.calendar, step.agreed_calendar) = step.agreed_calendar
left join limit_day on limit_day.limit_id = step.limit_id and limit_day.day = candidate.begin_day
left join limit_day as agreed_day on agreed_day.limit_id = agreed.limit_id and agreed_day.day = agreed.begin_day
left join limit_at on limit_at.limit_id = step.limit_id and limit_at.moment = candidate.moment
where
    coalesce(owed.owed, 2) > 0
    and case
        when version.before_entry then step.step_place = 0
        when candidate.any_step then coalesce(step.nth, -1) <> 0
        else step.nth is null or step.nth = candidate.nth
    end
