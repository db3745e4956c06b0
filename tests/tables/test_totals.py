"""Control totals, each on the day its file ends, or why it cannot be told."""

from typing import Any

import pyarrow as pa

from sightline.sources.model import Feed
from sightline.tables import build_facts
from sightline.tables.totals import Total, control_totals
from tests.tables.small_council import DRAWN, Rows, feed_of, table_of


def _totals(source: str, rows: Rows, history: str = "all", aliases: pa.Table | None = None) -> dict[str, Total]:
    tables = {name: table_of(name, held, source) for name, held in rows.items()}
    feeds: list[Feed] = [feed_of(name, source, history) for name in rows]
    facts = build_facts(tables, feeds, council="Shire", aliases=aliases)
    return {total.name: total for total in control_totals(facts, tables, feeds)}


def _child(child: str, **more: Any) -> dict[str, Any]:
    return {"child_id": child, **more}


ENDED = {"ended_on": "2026-03-01", "end_reason": "E8"}
SSD: Rows = {
    "referral": [
        _child("1", referral_id="r1", received_on="2026-01-05", no_further_action="no"),
        _child("2", referral_id="r2", received_on="2026-01-05", no_further_action="no", closed_on="2026-10-31"),
        _child("3", referral_id="r3", received_on="2026-01-05", no_further_action="no", closed_on="2026-11-30"),
        _child("4", referral_id="r4", received_on="2025-10-31", no_further_action="yes"),
        _child("5", referral_id="r5", received_on="2026-11-05", no_further_action="no"),
        _child("77", referral_id="r6", received_on="2025-11-01", no_further_action="no"),
    ],
    "cp_plan": [
        _child("1", plan_id="p1", started_on="2025-01-01", ended_on="2026-01-01"),
        _child("1", plan_id="p2", started_on="2026-02-01"),
        _child("3", plan_id="p3", started_on="2026-02-01", other_council="yes"),
    ],
    "care_episode": [
        _child("1", period_of_care_id="c1", started_on="2026-01-01", start_reason="S"),
        _child("2", period_of_care_id="c2", started_on="2026-01-01", start_reason="S"),
        _child("3", period_of_care_id="c3", started_on="2026-01-01", start_reason="S", **ENDED),
    ],
    "legal_status": [_child("2", status="V4", started_on="2026-01-01")],
    "care_leaver": [_child("8", eligibility="Former Relevant"), _child("9", eligibility="Eligible"), _child("10")],
}  # fmt: skip


def _numbers(totals: dict[str, Total]) -> dict[str, int | None]:
    return {name: total.number for name, total in totals.items()}


def test_ssd_gives_every_total() -> None:
    totals = _totals("ssd", SSD)
    assert _numbers(totals) == {
        "children_in_need": 3,
        "cp_plans": 1,
        "looked_after": 1,
        "short_breaks": 1,
        "care_leavers": 2,
        "referrals_in_a_year": 4,
    }
    assert {total.on_day for total in totals.values()} == {DRAWN}
    assert totals["cp_plans"].says == "from the child protection plans (ssd_cp_plan)"


def test_two_records_of_one_child_are_one_and_sealed_records_are_not_counted() -> None:
    rows = [("77", "1", False), ("3", "3", True)]
    aliases = pa.Table.from_pylist(
        [
            {"subject_kind": "child", **dict(zip(("source_id", "subject_id", "sealed"), row, strict=True))}
            for row in rows
        ]
    )
    totals = _numbers(_totals("ssd", SSD, aliases=aliases))
    assert (totals["children_in_need"], totals["referrals_in_a_year"]) == (1, 3)


def test_annex_a_counts_its_own_lists_and_cannot_tell_a_year_of_referrals() -> None:
    rows: Rows = {
        "referral": [_child("1", received_on="2026-10-05", closed_on=None)],
        "cin_case": [
            _child("1", started_on="2026-01-05"),
            _child("2", started_on="2026-01-05", closed_on="2026-10-01"),
        ],
        "period_of_care": [_child("1", period_of_care_id="row:8", started_on="2026-01-05")],
    }
    tables = {name: table_of(name, held, "annex_a") for name, held in rows.items()}
    short = ("referral_id", "received_on", "no_further_action")
    feeds = [
        feed_of(name, "annex_a", "six months and open", **({"holds": short} if name == "referral" else {}))
        for name in rows
    ]
    facts = build_facts(tables, feeds, council="Shire")
    totals = {total.name: total for total in control_totals(facts, tables, feeds)}
    assert (totals["children_in_need"].number, totals["looked_after"].number) == (1, 1)
    assert totals["referrals_in_a_year"].says == "cannot tell: twelve months are not in the referrals (annex_a)"


def test_what_no_table_says_cannot_be_told() -> None:
    totals = _totals("ssd", {"child": [_child("1")]})
    assert {total.number for total in totals.values()} == {None}
    assert totals["cp_plans"].says == "cannot tell: no table of child protection plans"
    assert totals["looked_after"].says == "cannot tell: no table of periods of care"
    assert totals["care_leavers"].says == "cannot tell: no table of care leavers"
    assert totals["referrals_in_a_year"].says == "cannot tell: no table of referrals"
    assert totals["children_in_need"].says.startswith("cannot tell: no table of children in need")
