-- The short way: a stretch without any doubt, of a clock that asks nothing but its limit, has one answer, and most have.
-- What is open and not yet late, or cannot be told, takes the full way.
select
    counted.stretch,
    counted.subject,
    counted.clock,
    rule.step_row,
    counted.key,
    counted.start_day,
    counted.begin_day,
    limit_day.due_day,
    counted.close_day as met_day,
    case when counted.ending = 2 then booking.booked_day end as booked_day,
    case
        when counted.ending = 2 then 'overdue'
        when counted.ending_day <= limit_day.due_day then case when counted.ending = 0 then 'met' else 'not_required' end
        when counted.ending = 0 then 'met_late'
        else 'missed'
    end as state,
    case
        when counted.ending = 2 then as_of.day - limit_day.due_day
        when counted.ending = 0 or counted.ending_day > limit_day.due_day then counted.ending_day - limit_day.due_day
    end as days,
    cast((counted.run - counted.clock) / 256 as bigint) as row_no
from counted
join clock on clock.clock = counted.clock
join rule
    on rule.clock = counted.clock and rule.nth = least(counted.place, clock.max_nth + 1)
    and rule.from_day <= counted.begin_day and counted.begin_day < rule.until_day
join limit_day on limit_day.limit_id = rule.limit_id and limit_day.day = counted.begin_day
cross join as_of
left join touched on touched.subject = counted.subject and touched.clock = counted.clock
left join booking on booking.run = counted.run
where
    touched.subject is null
    and counted.sure and counted.begun and counted.may_end_day = 9999999 and counted.most = counted.place
    and not (counted.endless or counted.has_unsure or counted.has_unknown)
    and case
        when counted.ending = 2
            then limit_day.due_day < as_of.day and (as_of.day <= clock.last_reach or limit_day.due_day < clock.last_reach)
        else
            counted.ending_day <= limit_day.due_day
            or counted.ending_day <= clock.last_reach or limit_day.due_day < clock.last_reach
    end
