-- The due days from which the warning is counted back: those that are not past.
select distinct clock.warn_limit as limit_id, limits.due_day as day
from limits
join clock on clock.clock = limits.clock
cross join as_of
where limits.due_day >= as_of.day
