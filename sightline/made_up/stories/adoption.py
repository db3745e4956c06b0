"""A child placed for adoption: the decision, the orders, weekly visits until the first review, and the reviews."""

from collections.abc import Sequence
from datetime import date, timedelta

from sightline.made_up.diary import AS_OF, months_after, weeks_after, working_on_or_before
from sightline.made_up.duty import Possible, state_of
from sightline.made_up.stories.care import Care
from sightline.made_up.story import Story


def tell_adoption(story: Story, care: Care, reviews: Sequence[date]) -> None:
    """Everything that follows from the decision. In this county adoption work is done in time."""
    placed = care.adoptive_from
    assert placed is not None
    order = care.adopted if care.adopted and care.adopted <= story.end else None
    authority = placed - timedelta(days=75)
    ordered = [day for day, status in care.legal if status == "E1"]
    story.tell(
        "ssd_permanence", perm_table_id=story.new_id("AD"), perm_person_id=story.child_id,
        perm_cla_id=care.period_id, perm_adm_decision_date=min([placed - timedelta(days=150), *ordered]),
        perm_placement_order_date=authority, perm_matched_date=placed - timedelta(days=25),
        perm_placed_for_adoption_date=placed, perm_permanence_order_date=order,
        perm_permanence_order_type="Adoption" if order else "",
    )  # fmt: skip
    waiting = ("adoption_review_not_placed", "adoption_review_not_placed_6m")
    _know(story, "adoption_review_waiting", waiting, authority, (3, 6), reviews, placed)
    stop = story.stop_at(min((day for day in (order, care.ceased) if day), default=None))
    held = _tell_reviews(story, care, placed, stop)
    steps = ("adoption_review_placed_4w", "adoption_review_placed_3m_6m", "adoption_review_placed_3m_6m_later")
    _know(story, "adoption_review_placed", steps, placed, (0, 3, 6), held, stop)
    first = min([day for day in reviews if day == placed] + held, default=None)
    _tell_visits(story, care, placed, min((day for day in (first, stop) if day), default=None))


def _tell_reviews(story: Story, care: Care, placed: date, stop: date | None) -> list[date]:
    """A review a few days before each is due, until the stop."""
    held: list[date] = []
    due = weeks_after(placed, 4)
    while (day := working_on_or_before(due - timedelta(days=3))) <= min(stop or AS_OF, AS_OF):
        story.tell(
            "ssd_cla_reviews", clar_cla_review_id=story.new_id("H"), clar_cla_id=care.period_id,
            clar_cla_person_id=story.child_id, clar_cla_review_date=day, clar_cla_review_cancelled="",
            clar_cla_review_participation="PN0",
        )  # fmt: skip
        held.append(day)
        due = months_after(day, 3 if len(held) == 1 else 6)
    return held


def _tell_visits(story: Story, care: Care, placed: date, stop: date | None) -> None:
    """A visit in each week until the first review."""
    begin, end = placed, min(stop or AS_OF, AS_OF)
    while (day := working_on_or_before(weeks_after(begin, 1))) <= end:
        story.tell(
            "ssd_cla_visits", clav_cla_visit_id=story.new_id("B"), clav_cla_id=care.period_id,
            clav_person_id=story.child_id, clav_cla_visit_date=day, clav_cla_visit_seen="Y",
            clav_cla_visit_seen_alone="Y",
        )  # fmt: skip
        _expect(story, "adoption_visit", Possible("adoption_visits", weeks_after(begin, 1)), placed, begin, day, stop)
        begin = day
    if stop is None or begin < stop or begin == placed:
        _expect(story, "adoption_visit", Possible("adoption_visits", weeks_after(begin, 1)), placed, begin, None, stop)


def _know(
    story: Story,
    clock: str,
    steps: Sequence[str],
    start: date,
    months: Sequence[int],
    held: Sequence[date],
    stop: date | None,
) -> None:
    """The rows of one run of reviews; 0 months stands for the four weeks after a placement."""
    begin = start
    met = [day for day in held if day >= start and (stop is None or day <= stop)]
    for number in range(len(met) + 1):
        at = min(number, len(steps) - 1)
        due = months_after(begin, months[at]) if months[at] else weeks_after(begin, 4)
        day = met[number] if number < len(met) else None
        if number and stop and begin >= stop:
            return
        _expect(story, clock, Possible(steps[at], due), start, begin, day, stop)
        begin = day or begin


def _expect(
    story: Story, clock: str, way: Possible, start: date, begin: date, met: date | None, stop: date | None
) -> None:
    state = state_of(clock, way.due_on, met, stop)
    story.expect(clock, way.step, start.isoformat(), begin, way.due_on, met, state)
