-- Children who are visited more often until their first review, and after it: with a parent under an interim care order, with a
-- carer who is approved for the time being, with a parent who was not yet assessed. The first review is the first of the period of
-- care. Annex A holds the latest review only, a return one year's: there, whether an earlier one was held is not known, and neither fact is sure.
WITH entered AS (
    SELECT DISTINCT subject_no, entered_care_on AS began_on FROM care_episode WHERE entered_care_on IS NOT NULL AND NOT outranked
    UNION SELECT DISTINCT subject_no, started_on FROM period_of_care WHERE started_on IS NOT NULL AND NOT outranked
),
period AS (
    SELECT subject_no, began_on,
           coalesce(lead(began_on) OVER (PARTITION BY subject_no ORDER BY began_on), DATE '9999-12-31') AS next_on
    FROM entered
),
reviewed AS (
    SELECT period.subject_no, period.began_on, period.next_on,
           coalesce(min(cla_review.held_on), period.next_on) AS review_on,
           EXISTS (SELECT 1 FROM feed WHERE feed.tbl = 'cla_review') AND coalesce(bool_and(feed.history = 'all'), NOT EXISTS (SELECT 1 FROM feed
               WHERE feed.tbl = 'cla_review' AND feed.history = 'year of the return and open')) AS sure
    FROM period LEFT JOIN cla_review ON cla_review.subject_no = period.subject_no AND NOT cla_review.outranked
        AND cla_review.held_on >= period.began_on AND cla_review.held_on < period.next_on
        AND (cla_review.cancelled IS NULL OR cla_review.cancelled <> 'yes')
    LEFT JOIN feed ON feed.feed_no = cla_review.feed_no
    GROUP BY period.subject_no, period.began_on, period.next_on
),
living AS (
    SELECT 'with_parents_under_an_interim_order' AS fact, placement.subject_no, placement.standing,
           greatest(placement.started_on, legal_status.started_on) AS from_on,
           least(coalesce(placement.ended_on, DATE '9999-12-31'), coalesce(legal_status.ended_on, DATE '9999-12-31')) AS until_on
    FROM placement JOIN legal_status ON legal_status.subject_no = placement.subject_no
    WHERE placement.placement_type = 'P1' AND legal_status.status = 'C1' AND NOT legal_status.outranked
    UNION ALL
    SELECT 'with_a_temporarily_approved_carer', subject_no, standing, given_on,
           least(coalesce(ended_on, DATE '9999-12-31'), coalesce(approved_on, DATE '9999-12-31'))
    FROM temporary_approval
    UNION ALL
    SELECT 'with_an_unassessed_parent', subject_no, standing, from_on, coalesce(until_on, DATE '9999-12-31')
    FROM placement_fact WHERE fact = 'before the parent was assessed'
),
placed AS (
    SELECT living.fact, living.subject_no, living.standing, reviewed.review_on, reviewed.sure,
           greatest(living.from_on, reviewed.began_on) AS from_on, least(living.until_on, reviewed.next_on) AS until_on
    FROM living JOIN reviewed ON reviewed.subject_no = living.subject_no
        AND living.from_on < reviewed.next_on AND living.until_on > reviewed.began_on AND living.from_on < living.until_on
),
parted AS (
    SELECT fact || '_before_review' AS spell, subject_no, standing, sure, from_on, least(until_on, review_on) AS until_on
    FROM placed WHERE from_on < review_on
    UNION ALL
    SELECT fact, subject_no, standing, TRUE, greatest(from_on, review_on), until_on
    FROM placed WHERE until_on > review_on AND fact <> 'with_an_unassessed_parent'
    UNION ALL
    SELECT fact, subject_no, standing, FALSE, from_on, least(until_on, review_on)
    FROM placed WHERE NOT sure AND from_on < review_on AND fact <> 'with_an_unassessed_parent'
)
SELECT spell, subject_no, from_on, CASE WHEN until_on < DATE '9999-12-31' THEN until_on END AS until_on,
       CAST(NULL AS VARCHAR) AS key, sure, standing
FROM parted
