"""The child's page: who and where, what is due and why, how it came to be, who has been there, what cannot be told."""

from dataclasses import dataclass

from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called
from sightline.web.child.drawing import draw
from sightline.web.child.duties import MOST_FINISHED, Duties, duties_of
from sightline.web.child.listed import Listed, list_lanes
from sightline.web.child.record import Record, read_record
from sightline.web.child.seen import SEEN
from sightline.web.child.shapes import Picture
from sightline.web.child.timeline import Lane, lanes_of
from sightline.web.child.top import Fact, eight_facts, in_care_since, position
from sightline.web.child.unknowns import Unknown, unknowns_of
from sightline.web.child.window import Window
from sightline.web.child.workers import WhoWasThere, who_was_there
from sightline.web.pages.saying import count, join_words, short_day
from sightline.web.quality.fix_list import Fix
from sightline.web.quality.of_child import findings_of


@dataclass(frozen=True)
class ChildPage:
    """Everything the page shows of one child."""

    subject: Subject
    called: Called
    position: str
    facts: tuple[Fact, ...]
    window: Window
    story: str
    picture: Picture
    listed: Listed
    left_out: str
    duties: Duties
    workers: WhoWasThere
    unknowns: tuple[Unknown, ...]
    findings: tuple[Fix, ...]
    as_of: str
    all_finished: bool = False

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Whom the page shows: the child, and brothers and sisters by name."""
        return (self.subject,)


def child_page(snapshot: Snapshot, subject: Subject, window: Window, *, all_finished: bool = False) -> ChildPage:
    """The page of one child, whom the reader may see; with the newest finished duties, or all of them."""
    record = read_record(snapshot, subject)
    lanes = lanes_of(record, window.first, window.last)
    duties = duties_of(snapshot, record, None if all_finished else MOST_FINISHED)
    return ChildPage(
        subject=subject,
        called=record.called,
        position=position(record),
        facts=eight_facts(snapshot, record),
        window=window,
        story=_story(record, lanes, window),
        picture=draw(lanes, window.first, window.last, record.as_of),
        listed=list_lanes(lanes, window.first, record.as_of),
        left_out=_left_out(record, lanes),
        duties=duties,
        workers=who_was_there(record),
        unknowns=unknowns_of(record, duties),
        findings=findings_of(snapshot, subject),
        as_of=short_day(record.as_of, record.as_of),
        all_finished=all_finished,
    )


def _story(record: Record, lanes: tuple[Lane, ...], window: Window) -> str:
    """What the picture shows, in figures."""
    shown = [row for row in record.events if row["on_day"] and row["on_day"] >= window.first and row["sure"]]
    seen = len({row["on_day"] for row in shown if row["event"] in SEEN})
    reviews = len(
        {(row["event"], row["on_day"]) for row in shown if row["event"] in ("cla_review_held", "cp_review_held")}
    )
    workers = {span.text for lane in lanes for span in lane.spans if span.kind == "worker"}
    moves = sum(
        span.kind == "placement" and span.from_on is not None and span.from_on >= window.first
        for lane in lanes
        for span in lane.spans
    )
    states = [stretch.state for lane in lanes for chain in lane.chains for stretch in chain.stretches]
    parts = [
        f"{count(seen, 'visit')} at which the child was seen",
        count(reviews, "review") if reviews else "",
        f"{count(moves, 'placement')} begun" if moves else "",
        count(len(workers), "worker"),
    ]
    late = [
        f"{states.count(state)} {said}"
        for state, said in (("overdue", "overdue"), ("met_late", "met late"), ("cannot_tell", "that cannot be told"))
        if state in states
    ]
    tail = f" Of the duties drawn, {join_words(late)}." if late else " No duty drawn is overdue or was late."
    return f"In the {window.months} shown: {join_words(parts)}.{tail}"


def _left_out(record: Record, lanes: tuple[Lane, ...]) -> str:
    """Which lanes hold nothing and are left out."""
    empty = [lane.title for lane in lanes if lane.is_empty and lane.title != "Other"]
    if not empty:
        return ""
    why = "" if in_care_since(record) else f" {_capital(record.called.first)} is not in care."
    return f"Nothing is known in these days of: {join_words([title[:1].lower() + title[1:] for title in empty])}.{why}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
