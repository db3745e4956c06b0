-- The interval a plan itself agreed, as it stood on the day each interval begins, in each calendar: no limit where what
-- was agreed is blank, not sure, or no time limit.
with told as (
    select
        candidate.candidate,
        candidate.begin_day,
        case when event.sure then coalesce(event.agreed, '') else '' end as agreed,
        row_number() over (
            partition by candidate.candidate
            order by event.on_day desc, case when event.sure then coalesce(event.agreed, '') else '' end desc
        ) as place
    from candidate
    join role on role.role = 'agree' and role.clock = candidate.clock
    join event on event.subject = candidate.subject and event.name = role.name
    cross join as_of
    left join reach on reach.name = event.name and not event.recorded
    where
        event.on_day <= least(candidate.begin_day, as_of.day, coalesce(reach.reach_day, 9999999))
        and case
            when role.of_kind and event.key is not null and candidate.key is not null then event.key = candidate.key
            else event.on_day between candidate.start_day and candidate.end_day
        end
)
select
    told.candidate,
    told.begin_day,
    agreed_limit.calendar,
    agreed_limit.limit_id
from told
left join agreed_limit on agreed_limit.agreed = told.agreed
where told.place = 1
