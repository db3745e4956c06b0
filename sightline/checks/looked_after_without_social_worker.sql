-- Episodes of children of whom the same source names no social worker with a first day.
SELECT row_no FROM care_episode AS one WHERE NOT EXISTS (
    SELECT 1 FROM allocation AS held WHERE held.subject_no = one.subject_no AND held.source = one.source
        AND held.worker_id IS NOT NULL AND held.started_on IS NOT NULL)
