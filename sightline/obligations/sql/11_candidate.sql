-- Every day on which the interval that closes a stretch may have begun, and how many meetings may have gone before.
-- Where history is missing, the days that bound what may have gone on: its first and last, and both sides of each change.
with open as (
    select counted.stretch, counted.clock, counted.subject, counted.first_unknown, counted.last_unknown
    from doubtful as counted
    join clock on clock.clock = counted.clock and clock.repeats
    where counted.has_unknown
),
change as (
    select open.stretch, open.first_unknown, open.last_unknown, version.from_day as day
    from open
    join version on version.clock = open.clock
    union all
    select open.stretch, open.first_unknown, open.last_unknown, case when edge.turn = 0 then spell.from_day else spell.until_day end
    from open
    join only_if on only_if.clock = open.clock
    join spell on spell.subject = open.subject and spell.spell = only_if.spell
    cross join edge
    union all
    select
        open.stretch, open.first_unknown, open.last_unknown,
        decision.on_day + case when decision.role = 'extend' then 1 else 0 end
    from open
    join decision on decision.subject = open.subject and decision.clock = open.clock
),
edge_day as (
    select open.stretch, case when edge.turn = 0 then open.first_unknown else open.last_unknown end as day
    from open cross join edge
    union
    select change.stretch, change.day - edge.turn
    from change cross join edge
    where change.day > change.first_unknown and change.day <= change.last_unknown
),
begun as (
    select
        stretch, 0 as turn, begin_day, moment, place as fewest, most, endless, false as any_step,
        run, clock, subject, key, start_day, end_day, value_day, ending, ending_day, close_at
    from doubtful as counted
    union all
    select
        unsure.stretch, unsure.count, greatest(unsure.on_day, counted.start_day), unsure.moment,
        counted.place + 1,
        case when counted.endless then counted.place else counted.most end + unsure.count,
        counted.endless or (counted.has_unknown and counted.first_unknown < unsure.on_day),
        false,
        counted.run, counted.clock, counted.subject, counted.key, counted.start_day, counted.end_day,
        counted.value_day, counted.ending, counted.ending_day, counted.close_at
    from doubtful as counted
    join unsure on unsure.stretch = counted.stretch
    join clock on clock.clock = counted.clock and clock.repeats
    union all
    select
        counted.stretch, 2048 + row_number() over (partition by counted.stretch order by edge_day.day),
        greatest(edge_day.day, counted.start_day),
        cast(null as bigint), 1, 1, false, true,
        counted.run, counted.clock, counted.subject, counted.key, counted.start_day, counted.end_day,
        counted.value_day, counted.ending, counted.ending_day, counted.close_at
    from doubtful as counted
    join clock on clock.clock = counted.clock and clock.repeats
    join edge_day on edge_day.stretch = counted.stretch
)
select
    (begun.stretch * 4096 + begun.turn) * 8 + nth.nth as candidate,
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
