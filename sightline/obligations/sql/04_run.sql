-- Where each run ends: first by stops that name it, or a later start with its key; then by stops without a key,
-- certain where they fit one run only.
with named as (
    select run, on_day, sure from stop where names_run
    union all
    select one.run, other.start_day, other.sure
    from run_window as one
    join run_window as other
        on other.subject = one.subject and other.clock = one.clock and other.key = one.key
        and other.begun and one.begun and other.start_day > one.start_day
),
plain as (
    select run, min(on_day) as end_day
    from named
    where sure
    group by run
),
fit as (
    select stop.run, stop.row_no, stop.on_day, stop.sure, run_window.clock
    from stop
    join run_window on run_window.run = stop.run
    left join plain on plain.run = stop.run
    where stop.may_mean_run and stop.on_day <= coalesce(plain.end_day, 9999999)
),
fits as (
    select row_no, clock, count(*) as runs from fit group by row_no, clock
),
ending as (
    select run, end_day as day, true as certain from plain
    union all
    select fit.run, fit.on_day, fits.runs = 1 and fit.sure
    from fit join fits on fits.row_no = fit.row_no and fits.clock = fit.clock
    union all
    select run, on_day, false from named where not sure
),
ended as (
    select
        run,
        min(case when certain then day else 9999999 end) as end_day
    from ending group by run
),
maybe as (
    select ending.run, min(ending.day) as may_end_day
    from ending join ended on ended.run = ending.run
    where not ending.certain and ending.day < ended.end_day
    group by ending.run
)
select
    run_window.*,
    coalesce(ended.end_day, 9999999) as end_day,
    coalesce(maybe.may_end_day, 9999999) as may_end_day
from run_window
left join ended on ended.run = run_window.run
left join maybe on maybe.run = run_window.run
