"""How the made-up workers behave: in time, late, not at all, unclearly; two years of decline, then recovery."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.made_up.diary import AS_OF, ONE_DAY, working_on_or_after, working_on_or_before
from sightline.made_up.duty import Possible, settle, state_of
from sightline.made_up.story import Story

DECLINE = (date(2022, 11, 1), date(2024, 11, 1))
BEST, WORST = 0.90, 0.66
NEVER = 1_000_000
LONG_GAP = 150  # days before the end within which a duty may be let go for good


@dataclass(frozen=True)
class Turn:
    """What a worker did about one duty: the day it was done (None: never), whether the record is plain, and why."""

    day: date | None
    sure: bool
    why: str
    attempt: date | None = None  # a visit before it at which the child was not seen, a meeting called off


@dataclass(frozen=True)
class Series:
    """A duty that comes round: which limit holds from a day, how its meetings are written down."""

    clock: str
    limit: Callable[
        [date, int], Sequence[Possible]
    ]  # day an interval begins, meetings before: what may be asked, truth first
    write: Callable[[date, str], None]  # a day, and "yes" (it counts), "no" (it does not) or "blank"
    attempt: str = "the child was not seen"
    unsure_from: int = NEVER  # how many certain meetings must go before one that is written unclearly


def timeliness(day: date) -> float:
    """The share of duties done in time in the county, by when they fall due."""
    down, up = DECLINE
    if day <= down:
        return BEST
    if day <= up:
        return BEST - (BEST - WORST) * (day - down).days / (up - down).days
    return WORST + (BEST - 0.02 - WORST) * min(1.0, (day - up).days / (AS_OF - up).days)


def act(story: Story, begin: date, due: date, end: date, *, unsure: bool = False) -> Turn:
    """Decide what is done about a duty that began on one day, falls due on another and may be overtaken by an end."""
    in_time = timeliness(due) * (1 - story.slackness)
    lot = story.rng.random()
    if unsure and story.chance(0.35 if "unclear" in story.leans else 0.012):
        return Turn(_in_time(story, begin, due), False, "the record leaves open whether it happened")
    if lot < in_time:
        return Turn(_in_time(story, begin, due), True, "done in time")
    near_end = (end - due).days < LONG_GAP
    if near_end and story.chance(0.30 + 0.5 * story.slackness):
        return Turn(None, True, "nobody did it")
    return _late(story, begin, due)


def _in_time(story: Story, begin: date, due: date) -> date:
    """Mostly in the last part of the time allowed, now and then on the last day."""
    span = (due - begin).days
    early = 0 if story.chance(0.12) else story.rng.randint(0, max(1, span * 2 // 5))
    day = working_on_or_before(due - timedelta(days=early))
    return day if day > begin else working_on_or_after(begin + ONE_DAY)


def _late(story: Story, begin: date, due: date) -> Turn:
    days = 1 if story.chance(0.2) else 1 + int(story.rng.expovariate(1 / max(4, (due - begin).days * 0.3)))
    day = working_on_or_after(due + timedelta(days=min(days, 120)))
    if story.chance(0.35):
        return Turn(day, True, "a first try in time did not count", attempt=_in_time(story, begin, due))
    return Turn(day, True, "done late")


def come_round(
    story: Story, series: Series, run: str, start: date, stop: date | None, *, day_of_stop: bool = True
) -> list[date]:
    """Live through a repeating duty until its stop or the last day of the files; give the days that certainly count.

    day_of_stop: whether something may be done on the very day of the stop (not where another run begins that day).
    """
    end = min(stop or AS_OF, AS_OF)
    last = end if day_of_stop or end != stop else end - ONE_DAY
    certain: list[date] = []
    begins, day, meeting = [start], start, True
    while meeting:
        asked = series.limit(begins[-1], len(certain) + len(begins) - 1)
        unsure = len(certain) >= series.unsure_from and len(begins) < 3
        turn = act(story, day, asked[0].due_on, end, unsure=unsure)
        day, meeting = _write(series, turn, last)
        if meeting and not turn.sure:
            begins.append(day)
            continue
        _know(story, series, run, begins, certain, day if meeting else None, stop, turn.why)
        certain += [day] if meeting else []
        begins = [day]
        meeting = meeting and day != stop
    return certain


def _write(series: Series, turn: Turn, last: date) -> tuple[date, bool]:
    """Leave the meeting in the files if it came before the end; say on which day, and whether it did."""
    if turn.attempt and turn.attempt <= last and turn.attempt != turn.day:
        series.write(turn.attempt, "no")
    if turn.day is None or turn.day > last or (not turn.sure and turn.day >= last):
        return last, False
    series.write(turn.day, "yes" if turn.sure else "blank")
    return turn.day, True


def _know(
    story: Story,
    series: Series,
    run: str,
    begins: list[date],
    certain: list[date],
    met: date | None,
    stop: date | None,
    why: str,
) -> None:
    """Know the one row for a stretch, however the unclear records in it are read."""
    ways = [series.limit(b, n) for i, b in enumerate(begins) for n in range(len(certain), len(certain) + i + 1)]
    chosen, state, agreed = settle(series.clock, [way for several in ways for way in several], met, stop)
    due = chosen.due_on if agreed or state != "cannot_tell" else None
    reason = "the record leaves open whether it happened" if len(begins) > 1 else why
    if met is None and state in ("overdue", "missed") and len(begins) == 1:
        reason = "not done before the end" if state == "missed" else "not done yet"
    story.expect(series.clock, chosen.step, run, begins[0], due, met, state, reason)


def once(
    story: Story, clock: str, way: Possible, run: str, start: date, day: date | None, stop: date | None, why: str = ""
) -> date | None:
    """Know a duty that is done once; give the day it counts as done, if that came before its stop and the end."""
    ended = story.stop_at(stop)
    met = day if day and day <= min(ended or AS_OF, AS_OF) else None
    state = state_of(clock, way.due_on, met, ended)
    if not met:
        why = {"missed": "not done before the end", "overdue": "not done yet"}.get(state, why)
    story.expect(clock, way.step, run, start, way.due_on, met, state, why)
    return met
