"""Duties of each placement: visits to the child, and the plan for the placement."""

from datetime import date, timedelta

from sightline.made_up.behaviour import Series, act, come_round, once
from sightline.made_up.diary import age_on, months_after, weeks_after, working_days_after, working_on_or_after
from sightline.made_up.duty import Possible
from sightline.made_up.stories.care import ADOPTIVE, LONG_TERM, Care, Placement, break_limit
from sightline.made_up.story import Story

_SUPPORTED = ("supported_accommodation", "supported_accommodation_16_17", date(2023, 10, 28))
_FORBIDDEN = ("unregistered_under_16", "unregistered_u16", date(2021, 9, 9))


def tell_placements(story: Story, care: Care) -> None:
    """Visits and plans; none of either in a series of short breaks, no visits while placed for adoption."""
    for placement in care.placements:
        run = placement.placement_id
        if care.series:
            story.exclude("cla_visit", run, placement.from_on, "in a series of short breaks")
            story.exclude("placement_plan", run, placement.from_on, "in a series of short breaks")
            _break_visits(story, care)
            continue
        if "placement_start" in story.untold:
            _know_undated(story, run)
            _plain_visits(story, care, placement)
            continue
        if placement.kind in ADOPTIVE:
            story.exclude("cla_visit", run, placement.from_on, "placed for adoption")
            story.exclude("placement_plan", run, placement.from_on, "placed for adoption")
            continue
        _plan(story, placement)
        _visits(story, care, placement)
        if placement.kind == "K3":
            _supported(story, placement)


def _break_visits(story: Story, care: Care) -> None:
    """Visits in a series of short breaks: the first in three months, then every six."""

    def write(day: date, counts: str) -> None:
        _tell_visit(story, care, day, "Y" if counts == "yes" else "N")

    series = Series("short_break_visit", break_limit("cla_visit_short_break"), write)
    come_round(story, series, f"from:{care.entered}", care.entered, story.stop_at(care.ceased))


def _supported(story: Story, placement: Placement) -> None:
    """Whether the file says that supported accommodation is registered; until October 2023 it had not to be."""
    start, run, registered = placement.from_on, placement.placement_id, placement.from_on if placement.urn else None
    if "born_on" in story.untold:
        for (clock, step, since), met in ((_SUPPORTED, registered), (_FORBIDDEN, placement.until_on)):
            if start >= since:
                story.expect(clock, step, run, start, start, met, "cannot_tell", "no date of birth in the file")
    elif start >= _SUPPORTED[2] and 16 <= age_on(story.person.born_on, start) < 18:
        state, why = ("met", "") if registered else ("cannot_tell", "the file has no number of registration")
        story.expect("supported_accommodation", _SUPPORTED[1], run, start, start, registered, state, why)


def _know_undated(story: Story, run: str) -> None:
    why = "the placement has no start date"
    story.expect("cla_visit", "cla_visit_first_1w", run, None, None, None, "cannot_tell", why)
    story.expect("placement_plan", "cla_placement_plan", run, None, None, None, "cannot_tell", why)


def _tell_visit(story: Story, care: Care, day: date, seen: str) -> None:
    story.tell(
        "ssd_cla_visits", clav_cla_visit_id=story.new_id("B"), clav_cla_id=care.period_id,
        clav_person_id=story.child_id, clav_cla_visit_date=day, clav_cla_visit_seen=seen,
        clav_cla_visit_seen_alone="Y" if seen == "Y" and story.chance(0.7) else "N",
    )  # fmt: skip


def _plain_visits(story: Story, care: Care, placement: Placement) -> None:
    """Visits to a child whose placement has no start date in the file: nothing can be measured by them."""
    day = working_on_or_after(placement.from_on + timedelta(days=5))
    while day < min(placement.until_on or story.end, story.end):
        _tell_visit(story, care, day, "Y")
        day = working_on_or_after(day + timedelta(days=38))


def _plan(story: Story, placement: Placement) -> None:
    start = placement.from_on
    due = working_days_after(start, 5)
    turn = act(story, start - timedelta(days=14), due, min(placement.until_on or story.end, story.end))
    day = max(turn.day, start - timedelta(days=28)) if turn.day else None
    stop = story.stop_at(placement.until_on)
    way = Possible("cla_placement_plan", due)
    met = once(story, "placement_plan", way, placement.placement_id, start, day, stop, turn.why)
    if met:
        story.note("placement_plan", placement_id=placement.placement_id, made_on=met)


def _visits(story: Story, care: Care, placement: Placement) -> None:
    stop = story.stop_at(placement.until_on)
    agreed = _agree_six_months(story, placement)
    year = months_after(placement.from_on, 12)
    long_term = placement.kind in LONG_TERM

    def limit(begin: date, met: int) -> list[Possible]:
        if met == 0:
            return [Possible("cla_visit_first_1w", begin + timedelta(days=7))]
        if begin < year:
            return [Possible("cla_visit_6w_year1", weeks_after(begin, 6))]
        if long_term and agreed and agreed <= begin:
            return [Possible("cla_visit_lt_foster_6m", months_after(begin, 6))]
        if long_term:
            return [Possible("cla_visit_after_y1_3m", months_after(begin, 3))]
        return [Possible("cla_visit_after_y1_6w", weeks_after(begin, 6))]

    def write(day: date, counts: str) -> None:
        _tell_visit(story, care, day, {"yes": "Y", "no": "N", "blank": ""}[counts])

    series = Series("cla_visit", limit, write, unsure_from=1)
    come_round(story, series, placement.placement_id, placement.from_on, stop, day_of_stop=placement.last)


def _agree_six_months(story: Story, placement: Placement) -> date | None:
    """Some children in a long-term foster home of a year or more agree to be visited every six months."""
    day = working_on_or_after(months_after(placement.from_on, 12) + timedelta(days=story.rng.randint(-60, 200)))
    last = min(placement.until_on or story.end, story.end)
    if placement.kind not in LONG_TERM or day >= last or not story.chance(0.55):
        return None
    story.note("agreed_interval", plan_id=placement.placement_id, duty="cla_visit", agreed_on=day, interval="6 months")
    return day
