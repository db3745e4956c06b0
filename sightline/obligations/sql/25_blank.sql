-- Starts whose day the file leaves blank: a duty that cannot be told, and not silence.
select
    event.subject,
    clock.clock,
    clock.blank_step as step_row,
    case when clock.start_of_kind then event.key end as key,
    min(event.row_no) as row_no
from event
join clock on clock.starts = event.name
where event.on_day is null and clock.blank_step is not null
group by event.subject, clock.clock, clock.blank_step, case when clock.start_of_kind then event.key end
