"""Returns in XML: a children in need census, an SSDA903 return."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sightline.sources import Reading, read_paths

from .census import CHILD, census, episodes

Put = Callable[..., Path]


def rows(reading: Reading, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table that was read."""
    return [tuple(row.values()) for row in reading.tables[table].select(columns).to_pylist()]


def test_rows_know_their_child_and_their_referral(put: Put) -> None:
    reading = read_paths([put("cin.xml", census())])
    referral = rows(reading, "referral", "child_id", "referral_id", "received_on", "no_further_action")
    assert referral == [("MU1", "2025-10-06", date(2025, 10, 6), "no")]
    assert rows(reading, "assessment", "child_id", "referral_id", "authorised_on") == [
        ("MU1", "2025-10-06", date(2025, 11, 20))
    ]
    assert rows(reading, "cp_review", "child_id", "plan_id", "held_on") == [
        ("MU1", "2025-12-10", date(2026, 1, 15)),
        ("MU1", "2025-12-10", date(2026, 3, 2)),
    ]


def test_a_conference_that_was_held_was_required(put: Put) -> None:
    """ "Not required: false" alone does not say that one is."""
    held = read_paths([put("cin.xml", census())])
    assert rows(held, "s47_enquiry", "s47_id", "conference_required") == [("2025-10-06 2025-11-24", "yes")]
    assert rows(held, "initial_conference", "s47_id", "held_on") == [("2025-10-06 2025-11-24", date(2025, 12, 10))]
    open_still = CHILD.replace("<DateOfInitialCPC>2025-12-10</DateOfInitialCPC>", "")
    assert rows(read_paths([put("open.xml", census(open_still))]), "s47_enquiry", "conference_required") == [(None,)]
    not_required = open_still.replace("<ICPCnotRequired>false", "<ICPCnotRequired>true")
    assert rows(read_paths([put("no.xml", census(not_required))]), "s47_enquiry", "conference_required") == [("no",)]


def test_the_census_says_up_to_which_day_it_tells(put: Put) -> None:
    reading = read_paths([put("cin.xml", census())])
    assert {feed.data_to for feed in reading.feeds} == {date(2026, 3, 31)}
    assert {feed.history for feed in reading.feeds if feed.table != "child"} == {"year of the return and open"}


def test_a_row_names_the_line_its_element_ends_on(put: Put) -> None:
    text = census()
    reading = read_paths([put("cin.xml", text)])
    line = reading.tables["assessment"]["line"][0].as_py()
    assert text.splitlines()[line - 1].strip() == "</Assessments>"


def test_a_file_on_one_line_counts_its_rows_instead(put: Put) -> None:
    second = CHILD.replace("MU1", "MU2")
    text = "".join(line.strip() for line in census(CHILD, second).splitlines())
    assert rows(read_paths([put("cin.xml", text)]), "cp_review", "child_id", "line") == [
        ("MU1", 1),
        ("MU1", 2),
        ("MU2", 3),
        ("MU2", 4),
    ]


def test_the_order_of_elements_does_not_matter(put: Put) -> None:
    """A plan that stands before the date of its referral, and a child whose id comes last."""
    details = CHILD[CHILD.index("<CINdetails>") : CHILD.index("</CINdetails>")]
    date_element = "<CINreferralDate>2025-10-06</CINreferralDate>"
    turned = CHILD.replace(details, details.replace(date_element, "") + date_element)
    who = turned[turned.index("<ChildIdentifiers>") : turned.index("<ChildCharacteristics>")]
    turned = turned.replace(who, "").replace("</Child>", who + "</Child>")
    usual, moved = read_paths([put("a.xml", census())]), read_paths([put("b.xml", census(turned))])
    for name in ("referral", "assessment", "cp_plan", "cp_review"):
        keep = [c for c in usual.tables[name].column_names if c not in ("feed", "file", "line")]
        assert rows(moved, name, *keep) == rows(usual, name, *keep)


@pytest.mark.parametrize(("element", "code"), [("GenderCurrent", "2"), ("Sex", "F"), ("Sex", "2")])
def test_older_layouts_name_the_sex_otherwise(put: Put, element: str, code: str) -> None:
    text = census(CHILD.replace("<Sex>F</Sex>", f"<{element}>{code}</{element}>"))
    assert rows(read_paths([put("cin.xml", text)]), "child", "child_id", "sex")[0] == ("MU1", "F")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1252"])
def test_encodings(put: Put, encoding: str) -> None:
    declared = {"windows-1252": '<?xml version="1.0" encoding="windows-1252"?>'}.get(encoding, "")
    text = declared + census(CHILD.replace("<ReferralSource>1A", "<Note>Ærø</Note><ReferralSource>1A"))
    reading = read_paths([put("cin.xml", text, encoding)])
    assert rows(reading, "referral", "child_id", "source_code") == [("MU1", "1A")]


def test_the_pre_proceedings_block_of_2026_27(put: Put) -> None:
    block = (
        "<PreProceedingsandFGDM><PPStartDate>2026-01-09</PPStartDate><LBPSentDate>2026-01-20</LBPSentDate>"
        "<FGDMMeetingOffer>1</FGDMMeetingOffer><StepDecisionDate>2026-03-01</StepDecisionDate></PreProceedingsandFGDM>"
    )
    text = census(CHILD.replace("</CINdetails>", block + "</CINdetails>"))
    reading = read_paths([put("cin.xml", text)])
    assert rows(reading, "pre_proceedings", "child_id", "letter_on", "concluded_on") == [
        ("MU1", date(2026, 1, 20), date(2026, 3, 1))
    ]


def test_an_element_nobody_knows_is_named(put: Put) -> None:
    text = census(CHILD.replace("<ReferralSource>", "<Weather>rain</Weather><ReferralSource>"))
    said = [finding.what for finding in read_paths([put("cin.xml", text)]).findings]
    assert "1 columns are not part of Child in need details and were not kept: Weather" in said


def test_ssda903_in_xml_says_what_the_csv_says(put: Put, tmp_path: Path) -> None:
    one = "MU7 06/01/2026 S C2 U6 06/02/2026 X1"
    two = "MU7 06/02/2026 P C2 K2 - -"
    csv_reading = read_paths([put("episodes.csv", episodes(one, two))])
    xml = "".join(
        f"<EPISODE><DECOM>{d}</DECOM><RNE>{rne}</RNE><LS>{ls}</LS><CIN>N1</CIN><PL>{place}</PL><PLACE_PROVIDER>PR1"
        f"</PLACE_PROVIDER><DEC>{dec.strip('-')}</DEC><REC>{rec.strip('-')}</REC></EPISODE>"
        for _, d, rne, ls, place, dec, rec in (row.split() for row in (one, two))
    )
    header = "<HEADER><CHILDID>MU7</CHILDID><SEX>2</SEX><DOB>28/07/2010</DOB><ETHNIC>BAFR</ETHNIC></HEADER>"
    text = f"<EXPSSDA903><CHILD>{header}{xml}</CHILD></EXPSSDA903>"
    xml_reading = read_paths([put("ssda903.xml", text)])
    for name in ("care_episode", "placement", "legal_status"):
        keep = [c for c in csv_reading.tables[name].column_names if c not in ("feed", "file", "sheet", "line")]
        assert rows(xml_reading, name, *keep) == rows(csv_reading, name, *keep), name
    assert rows(xml_reading, "child", "child_id", "sex", "born_on") == [("MU7", "F", date(2010, 7, 28))]
