-- Every day on which the interval that closes a stretch may have begun, and how many meetings may have gone before.
with begun as (
    select
        run, place, 0 as turn, begin_day, moment, place as fewest, most, endless, false as any_step
    from counted
    union all
    select
        unsure.run, unsure.place, unsure.count, greatest(unsure.on_day, counted.start_day), unsure.moment,
        counted.place + 1,
        case when counted.endless then counted.place else counted.most end + unsure.count,
        counted.endless or (counted.has_unknown and counted.first_unknown < unsure.on_day),
        false
    from unsure
    join counted on counted.run = unsure.run and counted.place = unsure.place
    join clock on clock.clock = counted.clock and clock.repeats
    union all
    select
        counted.run, counted.place, edge.turn,
        greatest(case when edge.turn = 1022 then counted.first_unknown else counted.last_unknown end, counted.start_day),
        cast(null as bigint), 1, 1, false, true
    from counted
    join clock on clock.clock = counted.clock and clock.repeats
    cross join edge
    where counted.has_unknown
)
select
    (((begun.run * 4096 + begun.place) * 1024 + begun.turn) * 8 + nth.nth) as candidate,
    begun.run,
    begun.place,
    begun.begin_day,
    begun.moment,
    nth.nth,
    begun.any_step,
    counted.clock,
    counted.subject,
    counted.key,
    counted.start_day,
    counted.end_day,
    counted.value_day
from begun
join counted on counted.run = begun.run and counted.place = begun.place
join clock on clock.clock = counted.clock
join nth
    on nth.nth between least(begun.fewest, clock.max_nth + 1)
    and case when begun.endless then clock.max_nth + 1 else least(begun.most, clock.max_nth + 1) end
