-- What may have closed the interval of each stretch: 0 a meeting, 1 a stop, 2 nothing yet.
with main as (
    select
        run, place, clock,
        case when close_day is not null then 0 when end_day < 9999999 then 1 else 2 end as kind,
        coalesce(close_day, end_day) as day,
        close_at as moment
    from counted
)
select run, place, kind, day, moment from main
union all
select counted.run, counted.place, 1, counted.may_end_day, null
from counted
where
    counted.may_end_day < 9999999 and counted.begin_day <= counted.may_end_day
    and not coalesce(counted.close_day <= counted.may_end_day, false)
union all
select unsure.run, unsure.place, 0, unsure.on_day, unsure.moment
from unsure
join run on run.run = unsure.run
join clock on clock.clock = run.clock and not clock.repeats
union all
select
    counted.run, counted.place, 0,
    case when edge.turn = 1022 then counted.first_unknown else counted.last_unknown end, null
from counted
join clock on clock.clock = counted.clock and not clock.repeats
cross join edge
where counted.has_unknown
