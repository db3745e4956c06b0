-- The days from which the limits of the short way are counted.
select distinct rule.limit_id, counted.begin_day as day
from counted
join rule on rule.clock = counted.clock
