-- Stretches: from the start or a certain meeting to the next one, the stop or the as-of date.
with sure_mark as (
    select mark.run, mark.on_day, mark.moment, clock.repeats
    from mark
    join run on run.run = mark.run
    join clock on clock.clock = run.clock
    where mark.certain
),
bound as (
    select run.run, 0 as is_mark, run.first_day - 1 as order_day, run.start_day as begin_day, run.moment
    from run
    union all
    select run, 1, on_day, on_day, moment from sure_mark where repeats
),
numbered as (
    select
        bound.run,
        bound.order_day,
        bound.begin_day,
        bound.moment,
        row_number() over (partition by bound.run order by bound.is_mark, bound.order_day) - 1 as place,
        lead(bound.order_day) over (partition by bound.run order by bound.is_mark, bound.order_day) as next_day,
        lead(bound.moment) over (partition by bound.run order by bound.is_mark, bound.order_day) as next_at
    from bound
),
first_mark as (
    select run, min(on_day) as on_day from sure_mark where not repeats group by run
),
closed as (
    select
        numbered.run * 4096 + numbered.place as stretch,
        numbered.run,
        numbered.place,
        numbered.order_day,
        greatest(numbered.begin_day, run.start_day) as begin_day,
        case when numbered.place = 0 then run.moment else numbered.moment end as moment,
        case when clock.repeats then numbered.next_day else first_mark.on_day end as close_day,
        case when clock.repeats then numbered.next_at else sure_mark.moment end as close_at,
        run.clock, run.subject, run.key, run.start_day, run.first_day, run.end_day, run.may_end_day, run.value_day,
        run.sure, run.begun,
        coalesce(known_run.known_day, -9999999) as known_day,
        case when numbered.place = 0 then run.first_day else greatest(numbered.begin_day, run.start_day) + 1 end
            as first_unknown,
        as_of.day as last_known_day
    from numbered
    join run on run.run = numbered.run
    join clock on clock.clock = run.clock
    cross join as_of
    left join first_mark on first_mark.run = numbered.run
    left join sure_mark on sure_mark.run = first_mark.run and sure_mark.on_day = first_mark.on_day
    left join known_run on known_run.clock = run.clock and known_run.subject = run.subject
)
select
    closed.*,
    least(
        known_day - 1,
        case when close_day is not null then close_day - 1 when end_day < 9999999 then end_day - 1 else 9999999 end,
        last_known_day
    ) as last_unknown
from closed
where place = 0 or begin_day < end_day
