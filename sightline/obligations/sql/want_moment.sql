-- The times from which limits in hours are counted.
with begun as (
    select distinct clock, moment from candidate where moment is not null
)
select distinct step.limit_id, begun.moment
from begun
join version on version.clock = begun.clock
join step on step.version = version.version
where step.is_hours
