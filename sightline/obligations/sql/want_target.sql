-- The days from which local targets are counted.
select target.limit_id, main_row.begin_day as day
from main_row
join target on target.step_row = main_row.step_row
union
select target.limit_id, plain.begin_day
from plain
join target on target.step_row = plain.step_row
