"""Columns of raw cells to columns of values."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sightline.sources import cells
from sightline.sources.dates import Trouble
from sightline.sources.declared import load_codes

NASTY = st.text(alphabet="ab 0.1=+@\u00a0\u200b\tNULnull#/A-", max_size=12)


def code(name: str, cell: str) -> Any:
    """What a cell is read as, by the code list of that name."""
    return cells.code_of(load_codes()[name])(cell)


def ids(*raw: str | None) -> list[str | None]:
    """What ids are read as."""
    return cells.read_text(pa.chunked_array([pa.array(raw, pa.string())]), is_id=True)[0].to_pylist()


@given(st.lists(st.one_of(st.none(), NASTY), max_size=20), st.booleans())
def test_whole_columns_read_as_their_cells_do(raw: list[str | None], is_id: bool) -> None:
    column = pa.chunked_array([pa.array(raw, pa.string())])
    one = cells.clean_id if is_id else cells.clean_text
    expected = [None if c is None or isinstance(v := one(c), Trouble) else v for c in raw]
    read, faults = cells.read_text(column, is_id=is_id)
    assert read.to_pylist() == expected
    wrong = {row for fault in faults for row in fault.rows}
    assert wrong == {n for n, c in enumerate(raw) if c is not None and isinstance(one(c), Trouble)}


@given(st.integers(0, 10**15))
def test_ids_that_became_numbers(number: int) -> None:
    assert ids(f"{number}.0", str(number), f" {number}\u00a0", f"00{number}") == [str(number)] * 3 + [f"00{number}"]


def test_ids() -> None:
    raw = [
        "9212044.0",
        "9.212044E+06",
        "0012",
        "A-7",
        " x \u200by ",
        "NULL",
        "null",
        "#N/A",
        "",
        None,
        "nan",
        "1.50",
        "=A1",
    ]
    read = ["9212044", "9212044", "0012", "A-7", "x y", *[None] * 6, "1.50", None]
    assert ids(*raw) == read


@pytest.mark.parametrize("cell", ["a) Yes", "Y", "y", "yes", "1", "1.0", "TRUE", " Yes ", "1 - Yes", "Yes - see notes"])
def test_yes(cell: str) -> None:
    assert cells.yes_or_no({})(cell) == "yes"


@pytest.mark.parametrize("cell", ["b) No", "N", "no", "0", "False", "0 - No", "b)  no"])
def test_no(cell: str) -> None:
    assert cells.yes_or_no({})(cell) == "no"


@pytest.mark.parametrize("cell", ["c) Unknown", "NA", "N/A", "NULL", "", "#N/A", "Not known"])
def test_neither(cell: str) -> None:
    assert cells.yes_or_no({})(cell) is None


def test_not_an_answer() -> None:
    read = cells.yes_or_no({"seen": "yes", "unborn": ""})
    assert (read("Seen"), read("Unborn")) == ("yes", None)
    assert read("perhaps") == cells.NOT_YES_OR_NO


@pytest.mark.parametrize("cell", ["=A1+1", "=SUM(B2:B9)", "@name", "+x"])
def test_formulas(cell: str) -> None:
    for read in (
        cells.clean_id,
        cells.clean_text,
        cells.read_day,
        cells.yes_or_no({}),
        cells.codes_of(load_codes()["sex"]),
    ):
        assert read(cell) == cells.FORMULA


@pytest.mark.parametrize(
    ("codes", "cell", "read"),
    [
        ("placement_type", "d) U4: Foster placement - long term", "U4"),
        ("placement_type", "U4", "U4"),
        ("placement_type", "K2OUT - Homes and Hostels (outside LA)", "K2"),
        ("placement_type", "n) H5: Residential accommodation", "H5"),
        ("placement_type", "Residential care home [R1]", "R1"),
        ("placement_type", "T1 - Temporary periods in hospital", "T1"),
        ("placement_type", "U6B Placement with other foster carer", "U6"),
        ("placement_type", "Placement with other foster carer - not long term or FFA", "U6"),
        ("placement_type", "Placement with other foster carer - long term", "U4"),
        ("placement_type", "Foster placement with relative or friend- not long term or FFA", "U3"),
        ("placement_type", "Placed for adoption with consent (under section 19) not with current foster carer", "A4"),
        (
            "placement_type",
            "Placed for adoption with placement order (under section 21) with current foster carer",
            "A5",
        ),
        # Which of four codes nobody can tell.
        ("placement_type", "Placed for adoption", "Trouble"),
        ("legal_status", "C2: FCO", "C2"),
        ("legal_status", "CLA - E1 - Placement order granted AND C2 - Full Care Order", "E1"),
        ("legal_status", "Interim care order Sec. 38(1)", "C1"),
        ("legal_status", "V4: Short term breaks, agreements recorded", "V4"),
        (
            "legal_status",
            "Accommodated under an agreed series of short-term breaks, when individual episodes of care are recorded",
            "V3",
        ),
        (
            "legal_status",
            "Accommodated Under an Agreed Series of Short Term Breaks when Agreements are Recorded "
            "(NOT Individual Episodes of Care)",
            "V4",
        ),
        ("legal_status", "L31 Care Order S31.1(a) CA 89", "C2"),
        ("referral_source", "q) 6: Police", "6"),
        ("referral_source", "b) 1B: Individual", "1B"),
        ("referral_source", "10: Unknown", "10"),
        ("ethnicity", "a) WBRI", "WBRI"),
        ("ethnicity", "(A.A1) White - British", "WBRI"),
        ("ethnicity", "WIRI - White - Irish", "WIRI"),
        ("sex", "b) Female", "F"),
        ("sex", "Male", "M"),
        ("sex", "c) Not stated/recorded", None),
        ("accommodation", "U: Independent living", "U"),
        ("accommodation", "(B) 16+ With Parents or Relatives", "B"),
        ("accommodation", "Code 'K2' is not mapped", "Trouble"),
        ("accommodation", "Z1", "Z"),
        ("eligibility", "b) Former relevant child", "Former Relevant"),
        ("in_touch", "a) Yes", "YES"),
        ("in_touch", "f) Rhom", "RHOM"),
        ("abuse_category", "b) Physical abuse", "PHY"),
        ("case_status", "c) Child in need plan", "child in need plan"),
        ("case_status", "CiN Plan", "child in need plan"),
        ("episode_end_reason", "k) E47: Special Guardianship Orders - relative/friend", "E47"),
        ("placement_provider", "f) PR5 - Voluntary/third sector", "PR5"),
        ("primary_need", "N1 - Abuse or Neglect", "N1"),
        ("primary_need", "PSRMEM - Support with memory and cognition", "Trouble"),
        ("health_check_type", "Health Assessment", "health assessment"),
        ("permanence_order", "Special Guardianship Order", "Special Guardianship"),
    ],
)
def test_codes(codes: str, cell: str, read: str | None) -> None:
    found = code(codes, cell)
    assert found == (cells.NOT_A_CODE if read == "Trouble" else read)


@given(st.text(max_size=40), st.sampled_from(sorted(load_codes())))
def test_a_code_is_known_or_there_is_trouble(cell: str, name: str) -> None:
    found = code(name, cell)
    assert found is None or isinstance(found, Trouble) or found in load_codes()[name].codes


@given(st.sampled_from([(n, c) for n, codes in load_codes().items() for c in codes.codes]))
def test_every_code_is_read_as_itself(pair: tuple[str, str]) -> None:
    name, own = pair
    assert code(name, own) == own
    assert code(name, f" {own.lower()} ") == own


def test_flags_in_json() -> None:
    read = cells.codes_of(load_codes()["permanence_plan"])
    assert read('{"REMAINSUP":"N","LTFOST18":"Y","ADOPTION":"Y"}') == "LTFOST18;ADOPTION"
    assert read('["LTFOST18"]') == "LTFOST18"
    assert read('{"REMAINSUP":"N"}') is None
    assert read("f) Long term fostering") == "LTFOST18"
    flag = cells.flag_of("CP_CONFERENCE_FLAG")
    assert [flag(c) for c in ('{"CP_CONFERENCE_FLAG":"Y"}', '{"CP_CONFERENCE_FLAG":""}', "{", '{"A":1}', "NULL")] == [
        "yes",
        *[None] * 4,
    ]
