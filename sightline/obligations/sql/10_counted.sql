-- How many meetings may lie before each stretch: at least its place; at most that and the unsure ones before it.
with before as (
    select stretch.run, stretch.place, count(*) as marks
    from stretch
    join mark on mark.run = stretch.run and not mark.certain and mark.on_day < stretch.order_day
    where stretch.place > 0
    group by stretch.run, stretch.place
),
inside as (
    select run, place, count(*) as marks from unsure group by run, place
)
select
    stretch.*,
    stretch.place + coalesce(before.marks, 0) as most,
    stretch.place > 0 and stretch.known_day > stretch.first_day as endless,
    coalesce(inside.marks, 0) > 0 as has_unsure,
    stretch.first_unknown <= stretch.last_unknown as has_unknown
from stretch
left join before on before.run = stretch.run and before.place = stretch.place
left join inside on inside.run = stretch.run and inside.place = stretch.place
