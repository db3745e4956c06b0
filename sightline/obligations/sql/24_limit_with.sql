-- Duties that fall due with another: the due day of the first row of that step in the same run.
with owner as (
    select
        main_row.subject, due_with.clock, main_row.key, main_row.start_day,
        case when main_row.is_owed and main_row.due_first = main_row.due_last then main_row.due_day end as due_day,
        row_number() over (
            partition by main_row.subject, due_with.clock, main_row.key, main_row.start_day order by main_row.begin_day
        ) as place
    from main_row
    join due_with on due_with.step_row = main_row.step_row
),
matched as (
    select
        candidate.stretch, candidate.clock, candidate.begin_day, candidate.start_day, candidate.ending,
        candidate.ending_day, candidate.close_at, step.step_row, version.before_entry,
        case when not version.before_entry then owner.due_day end as due_day,
        coalesce(owed.owed, 2) as owed
    from candidate
    join version
        on version.clock = candidate.clock and version.from_day <= candidate.start_day and candidate.start_day < version.until_day
    join step on step.version = version.version and step.step_place = 0
    join owner
        on owner.subject = candidate.subject and owner.clock = candidate.clock and owner.place = 1
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
