-- Runs whose days overlap another run of the same clock by more than the day one ends and the other begins.
select distinct one.run
from run as one
join run as other
    on other.subject = one.subject and other.clock = one.clock and other.run <> one.run and other.begun
where
    one.begun
    and greatest(one.first_day, other.first_day) <= least(one.end_day, other.end_day)
    and not (
        greatest(one.first_day, other.first_day) = least(one.end_day, other.end_day)
        and (one.end_day = other.start_day or other.end_day = one.start_day)
    )
