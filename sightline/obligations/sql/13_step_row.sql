-- Every step of the version in force that the interval's number of meetings allows.
select
    candidate.candidate,
    candidate.run,
    candidate.place,
    candidate.clock,
    candidate.subject,
    candidate.key,
    candidate.begin_day,
    candidate.start_day,
    candidate.end_day,
    candidate.any_step,
    case when step.is_hours and not candidate.any_step then candidate.moment end as moment,
    step.step_row,
    step.step_place,
    step.limit_id,
    step.no_duty,
    step.is_local,
    step.as_ordered,
    step.spell,
    step.wanted,
    step.of_kind,
    step.judged_on_due,
    step.agreed_calendar,
    version.before_entry,
    coalesce(owed.owed, 2) as owed
from candidate
join version
    on version.clock = candidate.clock and version.from_day <= candidate.begin_day
    and candidate.begin_day < version.until_day
join step on step.version = version.version
join clock on clock.clock = candidate.clock and not clock.is_due_with
left join owed on owed.candidate = candidate.candidate
where
    coalesce(owed.owed, 2) > 0
    and case
        when candidate.any_step then not version.before_entry and coalesce(step.nth, -1) <> 0
        when version.before_entry then step.step_place = 0
        else step.nth is null or step.nth = candidate.nth
    end
