-- Unsure meetings, numbered within the stretch that holds them.
select
    stretch.stretch,
    stretch.run,
    mark.on_day,
    mark.moment,
    row_number() over (partition by stretch.stretch order by mark.on_day) as count
from stretch
join mark
    on mark.run = stretch.run and not mark.certain
    and (stretch.place = 0 or mark.on_day > stretch.order_day)
    and (stretch.close_day is null or mark.on_day < stretch.close_day)
