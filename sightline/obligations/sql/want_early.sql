-- The days from which `early` is counted back.
select distinct early_limit as limit_id, start_day as day from start where early_limit is not null
