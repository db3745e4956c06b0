-- Duties that fall due with another: the due day of the first row of that step in the same run.
with owner as (
    select subject, step_row, key, start_day, due_day,
        row_number() over (partition by subject, step_row, key, start_day order by begin_day) as place
    from main_row
),
matched as (
    select
        candidate.stretch, candidate.clock, candidate.begin_day, candidate.start_day, candidate.ending,
        candidate.ending_day, candidate.close_at, step.step_row, version.before_entry,
        case when not version.before_entry then owner.due_day end as due_day,
        coalesce(owed.owed, 2) as owed
    from candidate
    join due_with on due_with.clock = candidate.clock
    join version
        on version.clock = candidate.clock and version.from_day <= candidate.start_day and candidate.start_day < version.until_day
    join step on step.version = version.version and step.step_place = 0
    join owner
        on owner.subject = candidate.subject and owner.step_row = due_with.step_row and owner.place = 1
        and owner.start_day = candidate.start_day and coalesce(owner.key = candidate.key, owner.key is null and candidate.key is null)
    left join owed on owed.candidate = candidate.candidate
)
select
    stretch, clock, begin_day, start_day, ending, ending_day, close_at, step_row, due_day,
    cast(null as bigint) as due_second,
    case when before_entry then 512 when due_day is null then 4096 else 0 end
    + case when owed = 1 and not before_entry then 16384 else 0 end as causes
from matched
where owed > 0
union all
select stretch, clock, begin_day, start_day, ending, ending_day, close_at, null, null, null, 0
from matched
where owed < 2
