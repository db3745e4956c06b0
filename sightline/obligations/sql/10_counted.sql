-- How many meetings may lie before each stretch (at least its place; at most that and the unsure ones before it), and what
-- may have closed it: 0 a meeting, 1 a stop, 2 nothing yet.
with before as (
    select stretch.stretch, count(*) as marks
    from stretch
    join mark on mark.run = stretch.run and not mark.certain and mark.on_day < stretch.order_day
    where stretch.place > 0
    group by stretch.stretch
),
inside as (
    select stretch, count(*) as marks from unsure group by stretch
)
select
    stretch.*,
    stretch.place + coalesce(before.marks, 0) as most,
    stretch.place > 0 and stretch.known_day > stretch.first_day as endless,
    inside.marks is not null as has_unsure,
    stretch.first_unknown <= stretch.last_unknown as has_unknown,
    case when stretch.close_day is not null then 0 when stretch.end_day < 9999999 then 1 else 2 end as ending,
    coalesce(stretch.close_day, stretch.end_day) as ending_day
from stretch
left join before on before.stretch = stretch.stretch
left join inside on inside.stretch = stretch.stretch
