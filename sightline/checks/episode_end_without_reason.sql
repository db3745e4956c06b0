-- Episodes of care with a last day and no reason, or a reason and no last day.
SELECT row_no FROM care_episode WHERE (ended_on IS NULL) <> (end_reason IS NULL)
