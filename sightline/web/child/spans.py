"""What was so for a while in a child's life, as the timeline draws it: plans, placements, legal statuses, workers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sightline.web.child.record import Record, Row, word, words
from sightline.web.child.workers import stays_with


@dataclass(frozen=True)
class Span:
    """Something that was so from a day (None: before the files begin) until a day (None: it still is)."""

    from_on: date | None
    until_on: date | None
    text: str
    kind: str

    @property
    def is_gap(self) -> bool:
        """Say whether it is a time without a worker."""
        return self.kind == "gap"


def spans_of(record: Record, lane: Row) -> Iterator[Span]:
    """What was so in a lane: plans, legal statuses, placements, workers."""
    for kind in lane["spans"]:
        yield from _merged(Span(r["from_on"], r["until_on"], say_span(r), kind) for r in record.spans_of(kind))
    if lane["id"] == "workers":
        for stay in stays_with(record):
            yield Span(stay.from_on, stay.until_on, stay.said, "gap" if stay.is_gap else "worker")


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, two that say the same and touch or overlap as one: a picture would only repeat them."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and last.text == span.text and (last.until_on is None or last.until_on >= (span.from_on or date.min)):
            ends = [last.until_on, span.until_on]
            until = None if None in ends else max(day for day in ends if day)
            merged[-1] = Span(last.from_on, until, last.text, last.kind)
        else:
            merged.append(span)
    return merged


def say_span(row: Row) -> str:
    """What stands in a span."""
    if row["kind"] == "placement":
        return word("placement", row["what"]) or "Placement of a kind the file does not say"
    if row["kind"] == "legal_status":
        return word("legal", row["what"]) or "Legal status the file does not say"
    return str(words()["span"][row["kind"]])


def overlaps(span: Span, first: date, last: date) -> bool:
    """Say whether a span has a day from `first` to `last`."""
    return (span.from_on is None or span.from_on <= last) and (span.until_on is None or span.until_on >= first)
