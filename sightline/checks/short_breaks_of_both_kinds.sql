-- Short breaks of one kind of children who have, in the same file, some of the other kind.
SELECT one.row_no FROM care_episode AS one JOIN care_episode AS other
    ON other.subject_no = one.subject_no AND other.feed_no = one.feed_no AND other.legal_status IN ('V3', 'V4')
    AND other.legal_status <> one.legal_status
GROUP BY one.row_no
