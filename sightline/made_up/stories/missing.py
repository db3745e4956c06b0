"""Missing episodes and the interview on return: offered and held within 72 hours, or declined."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sightline.made_up.behaviour import timeliness
from sightline.made_up.diary import hours_after
from sightline.made_up.duty import state_of
from sightline.made_up.story import Story


@dataclass(frozen=True)
class Return:
    """A child's return: the day, and the time where the file holds it."""

    episode_id: str
    on: date
    at: datetime | None
    again: date | None  # the day the child went missing again, if ever

    @property
    def due(self) -> date:
        """The day on which 72 hours end; without a time, the third day after."""
        return hours_after(self.at, 72).date() if self.at else self.on + timedelta(days=3)


@dataclass(frozen=True)
class Answer:
    """When something was done after a return (None: never), and whether within the 72 hours."""

    on: date | None
    at: datetime | None
    in_time: bool


def tell_missing(story: Story, from_on: date, until_on: date) -> None:
    """Several episodes between two days. Going missing again ends what was owed for the return before."""
    day = from_on + timedelta(days=story.rng.randint(3, 60))
    number = story.rng.choice((1, 1, 1, 2, 2, 3, 4, 6, 9))
    end = min(until_on, story.end)
    while number and day + timedelta(days=4) < end:
        back = day + timedelta(days=story.rng.choice((1, 1, 1, 2, 3)))
        again = back + timedelta(days=story.rng.choice((1, 2, 3, 5)) if story.chance(0.2) else story.rng.randint(6, 75))
        last = number == 1 or again + timedelta(days=4) >= end
        _tell_episode(story, day, back, None if last else again)
        number, day = number - 1, again
        if last:
            return


def _tell_episode(story: Story, gone: date, back: date, again: date | None) -> None:
    timed = story.chance(0.7)
    at = datetime.combine(back, time(story.rng.randint(1, 22), story.rng.choice((0, 10, 25, 40)))) if timed else None
    home = Return(story.new_id("M"), back, at, again)
    kind = "A" if story.chance(0.1) else "M"
    start = datetime.combine(gone, time(story.rng.randint(17, 23), 15)) if timed else datetime.combine(gone, time())
    offered_flag, accepted_flag = _after(story, home)
    story.tell(
        "ssd_missing", miss_table_id=home.episode_id, miss_person_id=story.child_id,
        miss_missing_episode_start_date=start, miss_missing_episode_type=kind,
        miss_missing_episode_end_date=home.at or datetime.combine(back, time()),
        miss_missing_rhi_offered=offered_flag, miss_missing_rhi_accepted=accepted_flag,
    )  # fmt: skip


def _after(story: Story, home: Return) -> tuple[str, str]:
    """What followed the return; the flags of the national file, which only a form sent within the 72 hours fills in."""
    lot = story.rng.random()
    if lot < 0.03 + 0.2 * story.slackness:
        return _undated(story, home)
    if lot < 0.10 + 0.6 * story.slackness:
        return _nothing(story, home)
    offered = _answer(story, home, None)
    _know(story, "rhi_offer", "rhi_72h_offer", home, offered, None, "offered")
    if offered.on is None:
        _know(story, "rhi_interview", "rhi_72h_interview", home, offered, None, "")
        return "", ""
    if story.chance(0.3):
        return _declined(story, home, offered)
    held = Answer(None, None, False) if story.chance(0.06) else _answer(story, home, offered)
    _know(story, "rhi_interview", "rhi_72h_interview", home, held, None, "held")
    _note(story, home, offered, None, held)
    return ("Y" if offered.in_time else ""), ("Y" if held.in_time else "")


def _undated(story: Story, home: Return) -> tuple[str, str]:
    """The file says that the interview was offered and taken up, and not when."""
    why = "the file says yes, and not when"
    for clock, step in (("rhi_offer", "rhi_72h_offer"), ("rhi_interview", "rhi_72h_interview")):
        story.expect(clock, step, home.episode_id, home.on, home.due, None, "cannot_tell", why)
    return "Y", "Y"


def _nothing(story: Story, home: Return) -> tuple[str, str]:
    never = Answer(None, None, False)
    _know(story, "rhi_offer", "rhi_72h_offer", home, never, None, "")
    _know(story, "rhi_interview", "rhi_72h_interview", home, never, None, "")
    return "N", "NA"


def _declined(story: Story, home: Return, offered: Answer) -> tuple[str, str]:
    """The child says no some days after the offer: in time, nothing is owed; later, it was missed."""
    assert offered.on is not None
    on = offered.on + timedelta(days=1 if story.chance(0.75) else story.rng.randint(3, 9))
    never, limit = Answer(None, None, False), min(home.again or story.end, story.end)
    _know(story, "rhi_interview", "rhi_72h_interview", home, never, on, "the child declined")
    _note(story, home, offered, on if on <= limit else None, never)
    return ("Y" if offered.in_time else ""), "N"


def _answer(story: Story, home: Return, after: Answer | None) -> Answer:
    """Something done some hours after the return, and after the step before it."""
    in_time = story.chance(timeliness(home.on) * (1 - story.slackness))
    moment = home.at or datetime.combine(home.on, time(12))
    hours = story.rng.randint(3, 69) if in_time else story.rng.choice((73, 76, 90, 120, 168, 240))
    done = max([moment + timedelta(hours=hours), *([after.at + timedelta(hours=1)] if after and after.at else [])])
    if after and after.on and done.date() < after.on:
        done = datetime.combine(after.on, time(15))
    if done.date() > min(home.again or story.end, story.end):
        return Answer(None, None, False)
    if done.time() == time():
        done += timedelta(minutes=5)  # midnight in a file means that the time is not held
    if home.at:
        return Answer(done.date(), done, done <= hours_after(home.at, 72))
    return Answer(done.date(), None, done.date() <= home.due)


def _know(story: Story, clock: str, step: str, home: Return, done: Answer, declined: date | None, why: str) -> None:
    stop = story.stop_at(min((day for day in (declined, home.again) if day), default=None))
    state = state_of(clock, home.due, None, stop) if done.on is None else "met" if done.in_time else "met_late"
    words = {"overdue": "not done yet", "missed": why or "not done before the end", "met_late": f"{why} late"}
    story.expect(clock, step, home.episode_id, home.on, home.due, done.on, state, words.get(state, why))


def _note(story: Story, home: Return, offered: Answer, declined: date | None, held: Answer) -> None:
    if offered.on is None:
        return
    story.note(
        "return_interview", episode_id=home.episode_id, returned_on=home.on, offered_on=offered.on,
        offered_at=offered.at, declined_on=declined, held_on=held.on, held_at=held.at,
    )  # fmt: skip
