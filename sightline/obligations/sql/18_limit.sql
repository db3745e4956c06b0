-- The steps that may apply: tried in order, up to the first that certainly does. A missing limit means no duty.
with settled as (
    select
        candidate,
        min(case when answer = 2 then step_place else 9999 end) as last_place,
        min(case when answer = 1 then step_place else 9999 end) as first_doubt
    from judged
    where not any_step
    group by candidate
)
select
    judged.candidate,
    judged.run,
    judged.place,
    judged.clock,
    judged.begin_day,
    judged.start_day,
    judged.end_day,
    case when not judged.is_free then judged.step_row end as step_row,
    judged.due_day,
    judged.due_second,
    judged.cause,
    not judged.any_step and (judged.owed = 1 or settled.first_doubt <= judged.step_place) and not judged.before_entry
        as by_fact
from judged
left join settled on settled.candidate = judged.candidate
where judged.any_step or (judged.answer > 0 and judged.step_place <= settled.last_place)
union all
select
    candidate.candidate, candidate.run, candidate.place, candidate.clock, candidate.begin_day, candidate.start_day,
    candidate.end_day, null, null, null, '', false
from candidate
join owed on owed.candidate = candidate.candidate
join clock on clock.clock = candidate.clock and not clock.is_due_with
