"""Faults planted in the files, one for each child reserved for it, and each of them listed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sightline.made_up.diary import AS_OF, months_after
from sightline.made_up.story import Facts, Story, Value


@dataclass(frozen=True)
class Kind:
    """A way in which a file can be wrong: in which table and column, and how the cell comes to be spoilt."""

    name: str
    table: str
    column: str
    spoil: Callable[[Story, Facts], Value] | None = None
    more: Callable[[Story, Facts], Facts] | None = None  # a further row in place of a spoilt cell


@dataclass(frozen=True)
class Fault:
    """A planted fault: its kind and the row of the story it is in."""

    kind: str
    row: int
    table: str
    column: str


def _far(column: str) -> Callable[[Story, Facts], Value]:
    return lambda story, row: f"2206-{str(row[column])[5:10]}"


def _moved(column: str, days: int) -> Callable[[Story, Facts], Value]:
    def spoil(story: Story, row: Facts) -> Value:
        day = row[column]
        return min(day + timedelta(days=days), AS_OF) if isinstance(day, date) else day

    return spoil


def _word(word: str) -> Callable[[Story, Facts], Value]:
    return lambda story, row: word


def _before_plan(story: Story, row: Facts) -> Value:
    starts = [facts["cppl_cp_plan_start_date"] for table, facts in story.facts if table == "ssd_cp_plans"]
    first = starts[0]
    return first - timedelta(days=30) if isinstance(first, date) else first


def _born_later(story: Story, row: Facts) -> Value:
    return months_after(story.person.born_on, 12 * 12)


def _same_but(column: str, days: int) -> Callable[[Story, Facts], Facts]:
    return lambda story, row: {**row, column: _moved(column, days)(story, row)}


def _another_plan(story: Story, row: Facts) -> Facts:
    start = _moved("cppl_cp_plan_start_date", 20)(story, row)
    return {**row, "cppl_cp_plan_id": "PX" + story.child_id[2:], "cppl_cp_plan_start_date": start}


KINDS = (
    Kind("a date in 2206", "ssd_cp_visits", "cppv_cp_visit_date", _far("cppv_cp_visit_date")),
    Kind("a date in 2206", "ssd_cla_visits", "clav_cla_visit_date", _far("clav_cla_visit_date")),
    Kind("a date in 2206", "ssd_cin_visits", "cinv_cin_visit_date", _far("cinv_cin_visit_date")),
    Kind("a review before its plan began", "ssd_cp_reviews", "cppr_cp_review_date", _before_plan),
    Kind("an end before its start", "ssd_cin_plans", "cinp_cin_plan_end_date", lambda s, r: _early(r)),
    Kind("a row about nobody", "ssd_cin_visits", "cinv_person_id", _word("MU9999999")),
    Kind("a plan that is not there", "ssd_cp_visits", "cppv_cp_plan_id", _word("P9999999001")),
    Kind("one id on two rows", "ssd_cin_episodes", "cine_referral_id", more=_same_but("cine_referral_date", 9)),
    Kind("a row twice", "ssd_contacts", "cont_contact_id", more=lambda s, r: dict(r)),
    Kind(
        "placements that overlap",
        "ssd_cla_placement",
        "clap_cla_placement_start_date",
        more=lambda s, r: _overlap(s, r),
    ),
    Kind("a word in no code list", "ssd_person", "pers_ethnicity", _word("White-British ")),
    Kind("a word in no code list", "ssd_cin_visits", "cinv_cin_visit_seen", _word("Maybe")),
    Kind("the word NULL", "ssd_cin_episodes", "cine_close_reason", _word("NULL")),
    Kind("a day no calendar has", "ssd_cin_assessments", "cina_assessment_start_date", _word("31/02/2025")),
    Kind("born after the work began", "ssd_person", "pers_dob", _born_later),
    Kind("two plans at once", "ssd_cp_plans", "cppl_cp_plan_id", more=_another_plan),
    Kind("a date as a day number", "ssd_cla_reviews", "clar_cla_review_date", _word("45861")),
    Kind("a plan without a start", "ssd_cin_plans", "cinp_cin_plan_start_date", _word("")),
)


def _early(row: Facts) -> Value:
    start = row["cinp_cin_plan_start_date"]
    return start - timedelta(days=11) if isinstance(start, date) else start


def _overlap(story: Story, row: Facts) -> Facts:
    start = _moved("clap_cla_placement_start_date", 15)(story, row)
    return {**row, "clap_cla_placement_id": "EX" + story.child_id[2:], "clap_cla_placement_start_date": start}


def spoil(story: Story, number: int) -> Fault | None:
    """Put one fault into a story, of the kind whose turn it is; of the next kind where that one finds no place."""
    for step in range(len(KINDS)):
        kind = KINDS[(number + step) % len(KINDS)]
        rows = [place for place, (table, row) in enumerate(story.facts) if table == kind.table and row.get(kind.column)]
        if rows:
            return _put(story, kind, rows[len(rows) // 2])
    return None


def _put(story: Story, kind: Kind, place: int) -> Fault:
    row = dict(story.facts[place][1])
    if kind.more:
        story.facts.append((kind.table, kind.more(story, row)))
        return Fault(kind.name, len(story.facts) - 1, kind.table, kind.column)
    assert kind.spoil is not None
    row[kind.column] = kind.spoil(story, row)
    story.facts[place] = (kind.table, row)
    return Fault(kind.name, place, kind.table, kind.column)
