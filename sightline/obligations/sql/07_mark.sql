-- One mark a day for each run: certain if a meeting of that day certainly belongs to it.
-- A run of a clock that does not repeat is over once it is certainly met: it is no rival for a later meeting.
with pair as (
    select one.run, one.row_no, one.on_day, one.clock, other.run as other_run
    from meeting as one
    join meeting as other
        on other.row_no = one.row_no and other.clock = one.clock and other.run <> one.run and other.is_crowded
    where
        one.is_crowded
        and not (one.at_end and other.at_start)
        and not (one.at_start and other.at_end)
),
rival as (
    select run, row_no from pair group by run, row_no
),
first_certain as (
    select meeting.run, min(meeting.on_day) as on_day
    from meeting
    join clock on clock.clock = meeting.clock and not clock.repeats
    left join rival on rival.run = meeting.run and rival.row_no = meeting.row_no
    where meeting.sure and (meeting.same_key or rival.run is null)
    group by meeting.run
),
open_rival as (
    select pair.run, pair.row_no
    from pair
    left join first_certain on first_certain.run = pair.other_run
    where coalesce(first_certain.on_day, 9999999) >= pair.on_day
    group by pair.run, pair.row_no
),
belonging as (
    select run, on_day, moment, sure as certain from meeting where not is_crowded
    union all
    select
        meeting.run, meeting.on_day, meeting.moment, meeting.sure and (meeting.same_key or open_rival.run is null)
    from meeting
    left join open_rival on open_rival.run = meeting.run and open_rival.row_no = meeting.row_no
    where meeting.is_crowded
)
select
    run,
    on_day,
    case when bool_or(certain) then min(case when certain then moment end) else min(moment) end as moment,
    bool_or(certain) as certain
from belonging
group by run, on_day
