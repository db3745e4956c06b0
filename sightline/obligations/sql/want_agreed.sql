-- The intervals that plans agreed, as they were typed.
select distinct agreed from event where agreed is not null order by agreed
