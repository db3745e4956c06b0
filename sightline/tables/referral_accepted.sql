-- A referral that needs an assessment. A blank "no further action" leaves it open, unless an assessment was made for it.
SELECT 'referral_accepted' AS event, referral.subject_no, referral.child_no, referral.received_on AS on_day,
       referral.received_at AS moment, referral.referral_id AS key,
       referral.no_further_action IS NOT NULL OR assessed.referral_id IS NOT NULL AS sure,
       referral.feed_no, referral.line, referral.standing
FROM referral
LEFT JOIN (SELECT DISTINCT subject_no, referral_id FROM assessment WHERE referral_id IS NOT NULL) AS assessed
    ON assessed.subject_no = referral.subject_no AND assessed.referral_id = referral.referral_id
WHERE referral.no_further_action IS NULL OR referral.no_further_action <> 'yes' OR assessed.referral_id IS NOT NULL
