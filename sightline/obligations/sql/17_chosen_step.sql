-- The steps that may apply: tried in order, up to the first that certainly does.
with settled as (
    select
        candidate,
        min(case when answer = 2 then step_place else 9999 end) as last_place,
        min(case when answer = 1 then step_place else 9999 end) as first_doubt
    from judged
    group by candidate
)
select judged.candidate, judged.step_row, settled.first_doubt <= judged.step_place as by_fact
from judged
join settled on settled.candidate = judged.candidate
where judged.answer > 0 and judged.step_place <= settled.last_place
