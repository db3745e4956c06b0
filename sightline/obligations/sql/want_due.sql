-- The days from which limits in days, weeks, months and working days are counted.
with begun as (
    select distinct clock, begin_day from candidate
)
select distinct step.limit_id, begun.begin_day as day
from begun
join version on version.clock = begun.clock
join step on step.version = version.version
where step.limit_id is not null
union
select distinct limit_id, begin_day from agreed where limit_id is not null
