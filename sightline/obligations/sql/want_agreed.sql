-- The intervals that plans agreed, as they were typed.
select distinct agreed from decision where agreed is not null order by agreed
