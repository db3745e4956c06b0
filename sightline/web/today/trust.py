"""Can these figures be trusted: the loads and how far they reach, what was not understood, the law behind them."""

from collections import Counter
from dataclasses import dataclass

from sightline.clocks import load_clocks
from sightline.store import Snapshot
from sightline.store.loads import read_load
from sightline.store.records import say_day
from sightline.web.figures.kept import kept
from sightline.web.pages.saying import count
from sightline.web.quality.in_short import say_accuracy, say_checks


@dataclass(frozen=True)
class Line:
    """One line: what, in a sentence, and the page to read on; `page` may be empty."""

    title: str
    says: str
    page: str = ""
    link: str = ""


@kept
def find_trust(snapshot: Snapshot, hides: bool) -> tuple[Line, ...]:
    """The lines, in their order."""
    return (
        Line("Accuracy", say_accuracy(snapshot, hides), "data_quality", "Which figures, and why"),
        _loads(snapshot),
        _reach(snapshot),
        Line("Checks", say_checks(snapshot), "data_quality", "Which, and what rests on them"),
        _law(),
    )


def evidence_counts() -> dict[str, int]:
    """How many duties rest on law that somebody read at the source, at second hand, or not yet."""
    found = Counter(clock.versions[-1].evidence.split(" ")[0] for clock in load_clocks())
    return {"read": found["read"] + found["verified"], "second_hand": found["second_hand"],
            "to_confirm": found["to_confirm"]}  # fmt: skip


def _loads(snapshot: Snapshot) -> Line:
    records = [read_load(snapshot.store, use.number) for use in snapshot.record.loads]
    files, strange = sum(len(record.files) for record in records), sum(sum(r.findings.values()) for r in records)
    numbers = ", ".join(str(record.number) for record in records)
    return Line(
        "Loads",
        f"Load {numbers}: {count(files, 'file')} read, {count(strange, 'remark')} on what was not understood.",
        "loads", "What came in, what changed, and what was overdue at each load",
    )  # fmt: skip


def _reach(snapshot: Snapshot) -> Line:
    days = {row["feeds"]: row["data_to"] for row in snapshot.table("reach").to_pylist()}
    behind = {name: day for name, day in days.items() if day < snapshot.record.as_of}
    if not behind:
        return Line("How far they reach", f"Every file reaches {say_day(snapshot.record.as_of)}, the as-of date.")
    first = min(behind, key=lambda name: (behind[name], name))
    return Line(
        "How far they reach",
        f"{count(len(behind), 'file')} of {len(days)} end before the as-of date. The first to end: {first}, on "
        f"{say_day(behind[first])}. What fell due since then cannot be told.",
        "loads", "How far each file reaches",
    )  # fmt: skip


def _law() -> Line:
    found = evidence_counts()
    return Line(
        "Law and guidance",
        f"{count(sum(found.values()), 'duty', 'duties')} in use: {found['read']} read against the source, "
        f"{found['second_hand']} known at second hand, {found['to_confirm']} to confirm. Answers are given for all.",
        "clocks", "Which, and by whom",
    )  # fmt: skip
