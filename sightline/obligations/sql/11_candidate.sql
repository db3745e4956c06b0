-- Every day on which the interval that closes a stretch may have begun, and how many meetings may have gone before.
with begun as (
    select
        stretch, 0 as turn, begin_day, moment, place as fewest, most, endless, false as any_step,
        run, clock, subject, key, start_day, end_day, value_day, ending, ending_day, close_at
    from counted
    union all
    select
        unsure.stretch, unsure.count, greatest(unsure.on_day, counted.start_day), unsure.moment,
        counted.place + 1,
        case when counted.endless then counted.place else counted.most end + unsure.count,
        counted.endless or (counted.has_unknown and counted.first_unknown < unsure.on_day),
        false,
        counted.run, counted.clock, counted.subject, counted.key, counted.start_day, counted.end_day,
        counted.value_day, counted.ending, counted.ending_day, counted.close_at
    from counted
    join unsure on unsure.stretch = counted.stretch
    join clock on clock.clock = counted.clock and clock.repeats
    union all
    select
        counted.stretch, edge.turn,
        greatest(case when edge.turn = 1022 then counted.first_unknown else counted.last_unknown end, counted.start_day),
        cast(null as bigint), 1, 1, false, true,
        counted.run, counted.clock, counted.subject, counted.key, counted.start_day, counted.end_day,
        counted.value_day, counted.ending, counted.ending_day, counted.close_at
    from counted
    join clock on clock.clock = counted.clock and clock.repeats
    cross join edge
    where counted.has_unknown
)
select
    (begun.stretch * 1024 + begun.turn) * 8 + nth.nth as candidate,
    begun.stretch,
    begun.run,
    begun.begin_day,
    begun.moment,
    nth.nth,
    begun.any_step,
    begun.clock,
    begun.subject,
    begun.key,
    begun.start_day,
    begun.end_day,
    begun.value_day,
    begun.ending,
    begun.ending_day,
    begun.close_at
from begun
join clock on clock.clock = begun.clock
join nth
    on nth.nth between least(begun.fewest, clock.max_nth + 1)
    and case when begun.endless then clock.max_nth + 1 else least(begun.most, clock.max_nth + 1) end
