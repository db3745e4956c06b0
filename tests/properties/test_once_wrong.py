"""Histories that an engine once answered wrongly, each as short as it can be, through both engines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pytest

from sightline.calendars.time_limit import TimeLimit
from sightline.clocks import Standards, load_clocks
from sightline.obligations import build_obligations
from sightline.obligations.history import Event, History, Spell
from sightline.obligations.reference import work_out
from sightline.tables.names import event_names
from tests.properties.agreement import row_key, table_keys
from tests.properties.as_tables import as_facts, subject_of

AS_OF = date(2026, 10, 31)
LIMITS = {"cp_visit": "10 working days", "plo_16w": "16 weeks", "strategy_discussion": "24 hours"}
STANDARDS = Standards("made-up", {step: TimeLimit.parse(words) for step, words in LIMITS.items()})
NOON, EVENING = 1_790_766_000, 1_790_787_600  # 30 September 2026, 12:00 and 18:00 in England


@dataclass(frozen=True)
class Case:
    """A history, and the (step, state, reason) of every row of one clock."""

    clock: str
    events: list[Event]
    expect: list[tuple[str, str, str]]
    spells: list[Spell] = field(default_factory=list)
    known: Mapping[str, date] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)

    def history(self) -> History:
        """The history with every feed reaching to the as-of date, save those that end before."""
        return History(
            tuple(self.events), tuple(self.spells), self.known, dict.fromkeys(event_names(), AS_OF) | dict(self.ends)
        )


def at(name: str, month: int, day: int, key: str | None = None, **more: object) -> Event:
    """An event of 2026."""
    return Event(name, date(2026, month, day), key=key, **more)  # type: ignore[arg-type]


CASES = {
    "a late extension written twice is as late as once": Case(
        "care_proceedings",
        [at("proceedings_issued", 1, 5, "c"), *[at("proceedings_extended", 9, 1, "c", value_on=date(2026, 12, 1))] * 2],
        [("care_proceedings_26w", "overdue", "")],
    ),
    "an extension that does not say until when": Case(
        "care_proceedings",
        [at("proceedings_issued", 1, 5, "c"), at("proceedings_extended", 6, 1, "c")],
        [("care_proceedings_26w", "cannot_tell", "no_value")],
    ),
    "an agreed interval that is no time limit": Case(
        "cp_visit",
        [at("cp_plan_started", 9, 1, "p"), at("cp_visit_interval_agreed", 9, 1, "p", agreed="weekly"),
         at("cp_visit_child_seen", 9, 14, "p"), at("cp_plan_ended", 9, 14, "p")],
        [("cp_visit", "cannot_tell", "no_value")],
    ),
    "a start in the future that may not be one": Case(
        "cla_visit",
        [at("placement_started", 11, 9, "p", sure=False)],
        [("cla_visit_first_1w", "cannot_tell", "unsure_start")],
    ),
    "a start in the future with a fact nobody recorded": Case(
        "cla_visit",
        [at("placement_started", 11, 9, "p")],
        [("cla_visit_first_1w", "cannot_tell", "fact")],
        [Spell("in_a_series_of_short_breaks", sure=False)],
    ),
    "a later start with the same key that may not be one": Case(
        "core_group",
        [at("cp_plan_started", 8, 3, "p"), at("cp_plan_started", 10, 1, "p", sure=False)],
        [("core_group_first_10wd", "cannot_tell", "may_have_ended"),
         ("core_group_first_10wd", "cannot_tell", "unsure_start")],
    ),
    "due with a review whose own due day is in doubt": Case(
        "permanence",
        [at("became_looked_after", 1, 5, "c"), at("cla_review_held", 1, 20, "c", sure=False),
         at("cla_review_held", 4, 15, "c"), at("cla_review_held", 6, 1, "c"),
         at("permanence_plan_recorded", 5, 1, "c")],
        [("cla_permanence_second_review", "cannot_tell", "due_with")],
    ),
    "ended unmet, by a file that ended before it was due": Case(
        "cla_visit",
        [at("placement_started", 10, 5, "p"), at("placement_ended", 10, 20, "p")],
        [("cla_visit_first_1w", "cannot_tell", "reach")],
        ends={"visit_child_seen": date(2026, 10, 9)},
    ),
    "met late by one file, where the other ended before it was due": Case(
        "pre_proceedings",
        [at("pre_proceedings_letter_sent", 6, 1, "f"), at("proceedings_issued", 10, 20)],
        [("plo_16w", "cannot_tell", "reach")],
        ends={"pre_proceedings_concluded": date(2026, 8, 1)},
    ),
    "missing history in which the duty may have lapsed": Case(
        "pa_visit",
        [at("pa_first_visit", 1, 5)],
        [("pa_visit_2m", "cannot_tell", "history")],
        [Spell("in_accommodation_the_council_provides", date(2026, 1, 1), date(2026, 3, 1))],
        {"pa_visit_made": date(2026, 4, 1)},
    ),
    "missing history in which another interval was agreed for a while": Case(
        "cp_visit",
        [at("cp_plan_started", 9, 1, "p"), at("cp_visit_interval_agreed", 9, 4, "p", agreed="3 days"),
         at("cp_visit_interval_agreed", 9, 8, "p", agreed="6 weeks"), at("cp_plan_ended", 9, 14, "p")],
        [("cp_visit", "cannot_tell", "history")],
        known={"cp_visit_child_seen": date(2026, 9, 9)},
    ),
    "the hour of a meeting that may not have been": Case(
        "strategy_discussion",
        [at("strategy_discussion_requested", 9, 29, "s", at=NOON - 86_400 + 3_600),
         at("strategy_discussion_held", 9, 30, "s", at=NOON, sure=False),
         at("strategy_discussion_held", 9, 30, "s", at=EVENING)],
        [("strategy_discussion", "met_late", "")],
    ),
    "the hour of a start that may not have been": Case(
        "rhi_interview",
        [at("missing_returned", 9, 27, "m", at=EVENING - 3 * 86_400),
         at("missing_returned", 9, 27, "m", at=NOON - 3 * 86_400 - 3_600, sure=False),
         at("rhi_held", 9, 30, "m", at=NOON)],
        [("rhi_72h_interview", "met", "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_history_is_answered_rightly(name: str) -> None:
    case = CASES[name]
    rows = work_out(load_clocks(), case.history(), standards=STANDARDS, as_of=AS_OF)
    assert [(row.step, row.state, row.reason) for row in rows if row.clock == case.clock] == case.expect
    facts = as_facts([case.history()], case.history().reach)
    table = build_obligations(facts, load_clocks(), standards=STANDARDS, as_of=AS_OF)
    assert sorted(table_keys(table), key=repr) == sorted((row_key(subject_of(0), row) for row in rows), key=repr)
