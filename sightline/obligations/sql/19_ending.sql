-- What else may have closed a stretch: an earlier stop, or, for a clock that does not repeat, a meeting that is not sure
-- or lies in the part that is not known.
select stretch, 1 as ending, may_end_day as ending_day, cast(null as bigint) as close_at
from doubtful as counted
where
    may_end_day < 9999999 and begin_day <= may_end_day
    and not coalesce(close_day <= may_end_day, false)
union all
select unsure.stretch, 0, unsure.on_day, unsure.moment
from unsure
join doubtful as counted on counted.stretch = unsure.stretch
join clock on clock.clock = counted.clock and not clock.repeats
union all
select
    counted.stretch, 0,
    case when edge.turn = 0 then counted.first_unknown else counted.last_unknown end, null
from doubtful as counted
join clock on clock.clock = counted.clock and not clock.repeats
cross join edge
where counted.has_unknown
