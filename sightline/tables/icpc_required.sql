-- An enquiry that needs an initial conference: it says so, or one was arranged for it (not one for a child who moved in).
SELECT 'icpc_required' AS event, s47_enquiry.subject_no, s47_enquiry.child_no, s47_enquiry.started_on AS on_day,
       CAST(NULL AS BIGINT) AS moment, s47_enquiry.s47_id AS key, TRUE AS sure,
       s47_enquiry.feed_no, s47_enquiry.line, s47_enquiry.standing
FROM s47_enquiry
LEFT JOIN (SELECT DISTINCT subject_no, s47_id FROM initial_conference
           WHERE s47_id IS NOT NULL AND (transfer_in IS NULL OR transfer_in <> 'yes')) AS arranged
    ON arranged.subject_no = s47_enquiry.subject_no AND arranged.s47_id = s47_enquiry.s47_id
WHERE s47_enquiry.conference_required = 'yes' OR arranged.s47_id IS NOT NULL
