-- One row for each stretch: its state, its due day, and why it cannot be told where that is so.
with named as (
    select
        settled.*,
        counted.clock, counted.subject, counted.key, counted.start_day, counted.end_day, counted.may_end_day,
        counted.begin_day, counted.close_day, counted.has_unknown, counted.has_unsure,
        counted.endless or counted.most > counted.place as miscounted,
        counted.run, counted.sure, counted.begun,
        case
            when not counted.sure or counted.begin_day > counted.may_end_day then 'cannot_tell'
            when not counted.begun
                then case when counted.start_day > as_of.day and settled.bits & 1 = 0 then 'not_started' else 'cannot_tell' end
            when settled.bits & 66047 in (4, 8, 12) then case when settled.bits & 66047 = 4 then 'due' else 'due_soon' end
            when settled.bits & 66047 = 16 then 'overdue'
            when settled.bits & 66047 = 32 then 'met'
            when settled.bits & 66047 = 64 then 'met_late'
            when settled.bits & 66047 = 128 then 'not_required'
            when settled.bits & 66047 = 256 then 'missed'
            when settled.bits & 66047 = 65536 then 'paused'
            else 'cannot_tell'
        end as state,
        as_of.day as as_of_day
    from settled
    join doubtful as counted on counted.stretch = settled.stretch
    cross join as_of
),
chosen as (
    select
        named.*,
        case
            when state in ('overdue', 'missed', 'met_late') then 99999 - latest % 100000
            else earliest % 100000
        end as step_row,
        case
            when state in ('overdue', 'missed', 'met_late') then due_last
            when state <> 'cannot_tell' then due_first
            when dues = ways and due_first = due_last then due_first
        end as due_day
    from named
)
select
    chosen.subject,
    chosen.clock,
    chosen.step_row,
    chosen.key,
    chosen.start_day,
    chosen.begin_day,
    chosen.due_day,
    chosen.due_first,
    chosen.due_last,
    chosen.close_day as met_day,
    case when chosen.close_day is null and chosen.end_day = 9999999 then booking.booked_day end as booked_day,
    chosen.state,
    case
        when
            chosen.state <> 'cannot_tell' and coalesce(chosen.due_first = chosen.due_last, true)
            and (chosen.dues = 0 or (chosen.dues = chosen.ways and chosen.bits & 1 = 0))
            then ''
        when not chosen.sure then 'unsure_start'
        when chosen.may_end_day < 9999999 and not coalesce(chosen.close_day <= chosen.may_end_day, false)
            then 'may_have_ended'
        when chosen.bits & 512 > 0 then 'before_entry'
        when chosen.bits & 1024 > 0 then 'calendar'
        when chosen.bits & 2048 > 0 then 'no_value'
        when chosen.bits & 4096 > 0 then 'due_with'
        when chosen.bits & 8192 > 0 or (not chosen.begun and chosen.start_day <= chosen.as_of_day) then 'reach'
        when chosen.has_unknown then 'history'
        when chosen.has_unsure then 'unsure_meeting'
        when chosen.bits & 16384 > 0 then 'fact'
        when chosen.miscounted then 'count'
        when chosen.bits & 32768 > 0 then 'hours'
        else ''
    end as reason,
    case
        when chosen.state in ('due', 'due_soon', 'overdue') then chosen.as_of_day - chosen.due_day
        when chosen.state in ('met', 'met_late') then chosen.close_day - chosen.due_day
        when chosen.state = 'missed' then chosen.end_day - chosen.due_day
    end as days,
    cast((chosen.run - chosen.clock) / 256 as bigint) as row_no,
    chosen.bits & 1 = 0 as is_owed
from chosen
left join booking on booking.run = chosen.run
