-- One mark a day for each run: certain if a meeting of that day certainly belongs to it.
with rival as (
    select one.run, one.row_no
    from meeting as one
    join meeting as other
        on other.row_no = one.row_no and other.clock = one.clock and other.run <> one.run and other.is_crowded
    where
        one.is_crowded
        and not (one.at_end and other.at_start)
        and not (one.at_start and other.at_end)
    group by one.run, one.row_no
),
belonging as (
    select run, on_day, moment, sure as certain from meeting where not is_crowded
    union all
    select meeting.run, meeting.on_day, meeting.moment, meeting.sure and (meeting.same_key or rival.run is null)
    from meeting
    left join rival on rival.run = meeting.run and rival.row_no = meeting.row_no
    where meeting.is_crowded
)
select run, on_day, min(moment) as moment, bool_or(certain) as certain
from belonging
group by run, on_day
