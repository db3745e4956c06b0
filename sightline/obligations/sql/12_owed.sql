-- Whether only_if holds on the day each interval begins: 2 yes, 1 nobody recorded it, 0 no. Candidates it does not touch are absent.
with asked as (
    select candidate.candidate, only_if.spell, only_if.wanted, only_if.of_kind, candidate.subject, candidate.key, candidate.begin_day
    from candidate
    join only_if on only_if.clock = candidate.clock
),
found as (
    select
        asked.candidate,
        asked.spell,
        max(
            case
                when not asked.of_kind or spell.key is null then case when spell.sure then 2 else 1 end
                when asked.key is null then 1
                when spell.key <> asked.key then 0
                when spell.sure then 2
                else 1
            end
        ) as value
    from asked
    join spell
        on spell.subject = asked.subject and spell.spell = asked.spell
        and spell.from_day <= asked.begin_day and asked.begin_day < spell.until_day
    group by asked.candidate, asked.spell
)
select
    asked.candidate,
    min(case when asked.wanted then coalesce(found.value, 0) else 2 - coalesce(found.value, 0) end) as owed
from asked
left join found on found.candidate = asked.candidate and found.spell = asked.spell
group by asked.candidate
having min(case when asked.wanted then coalesce(found.value, 0) else 2 - coalesce(found.value, 0) end) < 2
