-- Subjects for whom an event may change a due day of a clock: these take the full way.
select distinct subject, clock from decision
