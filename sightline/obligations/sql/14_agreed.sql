-- The interval a plan itself agreed, as it stood on the day each interval begins.
with told as (
    select
        step_row.candidate,
        step_row.step_row,
        step_row.begin_day,
        step_row.agreed_calendar,
        event.agreed,
        row_number() over (
            partition by step_row.candidate, step_row.step_row order by event.on_day desc, event.agreed desc
        ) as place
    from step_row
    join role on role.role = 'agree' and role.clock = step_row.clock
    join event on event.subject = step_row.subject and event.name = role.name
    cross join as_of
    left join reach on reach.name = event.name
    where
        step_row.is_local and event.agreed is not null
        and event.on_day <= least(step_row.begin_day, as_of.day, coalesce(reach.reach_day, 9999999))
        and case
            when role.of_kind and event.key is not null and step_row.key is not null then event.key = step_row.key
            else event.on_day between step_row.start_day and step_row.end_day
        end
)
select
    told.candidate,
    told.step_row,
    told.begin_day,
    agreed_limit.limit_id
from told
join agreed_limit on agreed_limit.agreed = told.agreed and agreed_limit.calendar = told.agreed_calendar
where told.place = 1
