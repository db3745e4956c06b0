-- All rows, with who held the child on the day that counts: the as-of date for what is open, else the day it was done or fell due.
with told as (
    select * from main_row
    union all
    select * from with_row
    union all
    select
        subject, clock, step_row, key, start_day, begin_day, due_day, due_day, due_day, met_day, booked_day,
        state, '', days, row_no, true
    from plain
    union all
    select
        subject, clock, step_row, key, null, null, null, null, null, null, null, 'cannot_tell', 'blank_start', null, row_no, true
    from blank
),
dated as (
    select
        told.*,
        case
            when told.state in ('met', 'met_late') then told.met_day
            when told.state in ('missed', 'not_required') then least(told.due_day, as_of.day)
            else as_of.day
        end as held_day
    from told
    cross join as_of
)
select
    dated.subject,
    dated.clock,
    dated.step_row,
    dated.key,
    dated.start_day,
    dated.begin_day,
    dated.due_day,
    dated.due_first,
    dated.due_last,
    dated.met_day,
    dated.booked_day,
    dated.state,
    dated.reason,
    dated.days,
    dated.row_no,
    limit_day.due_day as target_day,
    allocation.worker,
    allocation.team
from dated
left join allocation
    on allocation.subject = dated.subject
    and allocation.from_day <= dated.held_day and dated.held_day < allocation.until_day
left join target on target.step_row = dated.step_row
left join limit_day on limit_day.limit_id = target.limit_id and limit_day.day = dated.begin_day
