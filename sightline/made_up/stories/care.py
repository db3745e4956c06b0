"""A period of care: placements, legal statuses and episodes, as the files hold them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from sightline.made_up import published as p
from sightline.made_up.diary import AS_OF, ONE_DAY, age_on, months_after, working_on_or_after
from sightline.made_up.duty import Possible, state_of
from sightline.made_up.stories.choices import ended, pick
from sightline.made_up.story import Story

ADOPTIVE = ("A3", "A4", "A5", "A6")
LONG_TERM = ("U1", "U4")
POLICE = "L1"


@dataclass(frozen=True)
class Placement:
    placement_id: str
    kind: str
    from_on: date
    until_on: date | None
    last: bool = True  # whether the period of care ends with it (no move follows)

    @property
    def urn(self) -> str:
        """The number under which supported accommodation is registered; the file has not got it for one in eight."""
        rng = Random(self.placement_id)
        return f"SA{rng.randint(100000, 999999)}" if self.kind == "K3" and rng.random() < 0.875 else ""


@dataclass(frozen=True)
class Care:
    """One period of being looked after. `series`: only in a series of short breaks."""

    period_id: str
    referral_id: str
    entered: date
    ceased: date | None
    placements: tuple[Placement, ...]
    legal: tuple[tuple[date, str], ...]
    series: bool = False
    adoptive_from: date | None = None
    adopted: date | None = None
    reason: str = ""


def break_limit(step: str) -> Callable[[date, int], list[Possible]]:
    """In a series of short breaks: three months from its first day, then six from each visit or review."""
    return lambda begin, met: [Possible(f"{step}_6m" if met else step, months_after(begin, 6 if met else 3))]


def not_at_home_under_an_order(care: Care) -> Care:
    """The same care, with kin in place of parents while an interim order runs and on the day of a full one.

    How often a child at home is visited then is not planted in the county."""
    until = {day: later for (day, _), (later, _) in pairwise((*care.legal, (care.ceased or AS_OF, "")))}
    ordered = [(day, until[day] if status == "C1" else day) for day, status in care.legal if status in ("C1", "C2")]

    def kind(placement: Placement) -> str:
        end = placement.until_on or AS_OF
        near = any(placement.from_on <= last and end >= first for first, last in ordered)
        return "U3" if placement.kind == "P1" and near else placement.kind

    return replace(care, placements=tuple(replace(each, kind=kind(each)) for each in care.placements))


def draw_care(story: Story, referral_id: str, entered: date, *, stay: str = "") -> Care:
    """A period of care from its first day; how long it lasts and where the child lives."""
    until = _draw_end(story, entered, stay)
    period = story.new_id("L")
    adoptive, adopted = _draw_adoption(story, entered, until, stay)
    ceased = ended(story, adopted or until)
    legal = _first_statuses(story, entered, ceased, stay)
    care = Care(
        period, referral_id, entered, ceased, (), legal, False, adoptive, adopted if ceased == adopted else None
    )
    return replace(care, placements=_draw_placements(story, care, until), reason=_draw_reason(story, care, until))


def _first_statuses(story: Story, entered: date, ceased: date | None, stay: str) -> tuple[tuple[date, str], ...]:
    """The legal status on the first day. Police protection gives way to accommodation within three days."""
    status = _first_status(story, stay)
    over = entered + timedelta(days=1 + int(story.child_id[2:]) % 3)
    if status == POLICE and over < (ceased or AS_OF):
        return (entered, status), (over, "V2")
    return ((entered, status),)


def _first_status(story: Story, stay: str) -> str:
    if stay == "proceedings":
        return "C1"
    return "V2" if story.person.unaccompanied else pick(story, p.LEGAL_ON_STARTING)


def _draw_end(story: Story, entered: date, stay: str) -> date:
    adult, lot = story.marks["adult"], story.rng.random()
    if "longer stay" in story.leans:
        lot = 0.9
    elif "short stay" in story.leans or stay == "short":
        lot = 0.27 + 0.39 * story.rng.random()
    elif story.person.unaccompanied or stay == "long" or lot < 0.27:
        return adult
    days = (12, 70) if lot < 0.40 else (70, 420) if lot < 0.66 else (420, 1500)
    day = working_on_or_after(entered + timedelta(days=story.rng.randint(*days)))
    return min(day, adult)


def _draw_adoption(story: Story, entered: date, until: date, stay: str) -> tuple[date | None, date | None]:
    young = age_on(story.person.born_on, entered) < 5
    if stay != "adoption" and not (young and (until - entered).days > 700 and story.chance(0.6)):
        return None, None
    placed = working_on_or_after(entered + timedelta(days=story.rng.randint(260, 520)))
    adopted = working_on_or_after(placed + timedelta(days=story.rng.randint(120, 330)))
    if placed > story.end:
        return None, adopted if adopted < story.marks["adult"] else None
    return placed, adopted


def _draw_placements(story: Story, care: Care, until: date) -> tuple[Placement, ...]:
    """One placement after another, without a gap and without an overlap."""
    made: list[Placement] = []
    day, horizon = care.entered, care.ceased or AS_OF + ONE_DAY
    settled = False
    while day < horizon:
        adoptive = care.adoptive_from == day
        kind = story.rng.choice(ADOPTIVE) if adoptive else _kind(story, care, day, len(made), settled)
        if kind == "S1" and age_on(story.person.born_on, day) < 4:
            kind = "R3"
        settled = kind in p.LATER_PLACEMENTS and len(made) > 0
        length = 9_999 if adoptive else _stay(story, len(made), settled, (until - day).days)
        move = working_on_or_after(day + timedelta(days=length))
        if care.adoptive_from and day < care.adoptive_from:
            move = min(move, care.adoptive_from)
        over = move >= horizon
        end = care.ceased if over else move
        made.append(Placement(story.new_id("E"), kind, day, end, last=over))
        day = horizon if over else move
    return tuple(made)


def _kind(story: Story, care: Care, day: date, number: int, settled: bool) -> str:
    if "long term" in story.leans:
        return story.rng.choice(LONG_TERM)
    old = age_on(story.person.born_on, day) >= 16
    if number and old:
        return pick(story, p.LATER_PLACEMENTS_16)
    if number == 0:
        return pick(story, p.FIRST_PLACEMENTS_16 if old else p.FIRST_PLACEMENTS)
    return pick(story, p.LATER_PLACEMENTS) if number > 1 or story.chance(0.5) else pick(story, p.FIRST_PLACEMENTS)


def _stay(story: Story, number: int, settled: bool, left: int) -> int:
    if story.chance(0.28) and number < 2:
        return 9_999
    mean = 1100 if settled else 210
    return 9 + int(story.rng.expovariate(1 / mean))


def _draw_reason(story: Story, care: Care, until: date) -> str:
    if care.adopted:
        return story.rng.choice(("E11", "E12"))
    if care.ceased and care.ceased == story.marks.get("died"):
        return "E2"
    if care.ceased and care.ceased >= story.marks["adult"]:
        return pick(story, p.CEASED_AT_18)
    return pick(story, p.CEASED_YOUNG) if care.ceased else ""


def tell_care(story: Story, care: Care) -> None:
    """The placements, legal statuses and episodes of a period of care."""
    for number, placement in enumerate(care.placements):
        _tell_placement(story, care, placement, number)
    for number, (day, status) in enumerate(care.legal):
        following = care.legal[number + 1][0] if number + 1 < len(care.legal) else care.ceased
        if status == POLICE:
            _know_police_protection(story, day, following)
        story.tell(
            "ssd_legal_status", lega_legal_status_id=story.new_id("G"), lega_person_id=story.child_id,
            lega_legal_status=status, lega_legal_status_start_date=day, lega_legal_status_end_date=following,
        )  # fmt: skip
    _tell_episodes(story, care)


def _know_police_protection(story: Story, day: date, following: date | None) -> None:
    due = day + timedelta(days=3)
    state = state_of("police_protection", due, following, story.stop_at(None))
    story.expect(
        "police_protection", "police_protection_72h", story.next_id("G"), day, due, following, state, "it ran on"
    )


def _tell_placement(story: Story, care: Care, placement: Placement, number: int) -> None:
    moved = not placement.last
    far = story.chance(0.32)
    provider = (
        "PR0"
        if placement.kind == "P1"
        else "PR4"
        if placement.kind[0] in "KRS"
        else story.rng.choice(("PR1", "PR1", "PR4"))
    )
    story.tell(
        "ssd_cla_placement", clap_cla_placement_id=placement.placement_id, clap_cla_id=care.period_id,
        clap_person_id=story.child_id, clap_cla_placement_type=placement.kind,
        clap_cla_placement_start_date=None if "placement_start" in story.untold else placement.from_on,
        clap_cla_placement_end_date=placement.until_on, clap_cla_placement_provider=provider,
        clap_cla_placement_postcode=f"{'ZY' if far else 'ZX'}{story.rng.randint(1, 20)} {story.rng.randint(1, 9)}AB",
        clap_cla_placement_distance=f"{story.rng.uniform(21, 90) if far else story.rng.uniform(0.5, 19):.1f}",
        clap_cla_placement_change_reason=pick(story, p.CHANGE_REASONS) if moved else "",
        clap_cla_placement_urn=f"SC{story.rng.randint(100000, 999999)}" if placement.kind == "K2" else placement.urn,
    )  # fmt: skip


def _tell_episodes(story: Story, care: Care) -> None:
    """An episode begins when care does, when the placement changes (P), the legal status (L) or both (B)."""
    moves = {pl.from_on: pl for pl in care.placements}
    orders = dict(care.legal)
    days = sorted({*moves, *orders})
    need = pick(story, p.NEED_IN_CARE)
    placement = care.placements[0]
    for number, day in enumerate(days):
        placement = moves.get(day, placement)
        kind = "S" if number == 0 else "B" if day in moves and day in orders else "P" if day in moves else "L"
        last = number + 1 == len(days)
        end = care.ceased if last else days[number + 1]
        story.tell(
            "ssd_cla_episodes", clae_cla_episode_id=story.new_id("X"), clae_person_id=story.child_id,
            clae_cla_episode_start_date=day, clae_cla_episode_start_reason=kind,
            clae_cla_primary_need_code=need, clae_cla_episode_ceased_date=end,
            clae_cla_episode_ceased_reason=(care.reason if last else "X1") if end else "",
            clae_cla_id=care.period_id, clae_referral_id=care.referral_id,
            clae_cla_placement_id=placement.placement_id, clae_entered_care_date=care.entered,
        )  # fmt: skip
