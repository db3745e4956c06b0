-- The interval a plan itself agreed, as it stood on the day each interval begins, in each calendar: no limit where what
-- was agreed is blank, not sure, or no time limit.
with told as (
    select
        candidate.candidate,
        candidate.begin_day,
        case when decision.sure then coalesce(decision.agreed, '') else '' end as agreed,
        row_number() over (
            partition by candidate.candidate
            order by decision.on_day desc, case when decision.sure then coalesce(decision.agreed, '') else '' end desc
        ) as place
    from candidate
    join decision
        on decision.role = 'agree' and decision.subject = candidate.subject and decision.clock = candidate.clock
    where
        decision.on_day <= least(candidate.begin_day, decision.last_day)
        and case
            when decision.of_kind and decision.key is not null and candidate.key is not null then decision.key = candidate.key
            else decision.on_day between candidate.start_day and candidate.end_day
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
