-- Stretches: from the start or a certain meeting to the next one, the stop or the as-of date.
with bound as (
    select run, first_day - 1 as order_day, start_day as begin_day, moment from run
    union all
    select run, on_day, on_day, moment from mark where certain
),
numbered as (
    select
        run,
        order_day,
        begin_day,
        moment,
        row_number() over next_mark - 1 as place,
        lead(order_day) over next_mark as close_day,
        lead(moment) over next_mark as close_at
    from bound
    window next_mark as (partition by run order by order_day)
),
closed as (
    select
        numbered.run * 4096 + numbered.place as stretch,
        numbered.run,
        numbered.place,
        numbered.order_day,
        greatest(numbered.begin_day, run.start_day) as begin_day,
        numbered.moment,
        numbered.close_day,
        numbered.close_at,
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
    left join known_run on known_run.clock = run.clock and known_run.subject = run.subject
    where numbered.place = 0 or clock.repeats
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
