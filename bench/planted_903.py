"""A made-up SSDA903 return in which each child breaks one rule, named by its id: see `planted_census`. Year 2025/26."""

from collections import defaultdict
from pathlib import Path

FILES = {
    "header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "episodes": ("CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE",
                 "HOME_POST", "PL_POST", "URN"),
    "reviews": ("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
    "missing": ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
    "placed_for_adoption": ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    "ad1": ("CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
    "sw_episodes": ("CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"),
}  # fmt: skip
BORN = "27/03/2012"
UNREADABLE = {"102", "112", "113", "115", "116", "141", "147", "1004", "1005", "SW04STG1", "SW05STG1"}
"""Where one cell is no day, some rules of another validator run for no child at all."""
OPEN = "02/06/2025 S C2 U6"
"""An episode: its first day, why it began, legal status, placement; then its last day and why, where it ended."""

PLANTED: dict[str, tuple[str, ...]] = {
    "0": (OPEN,),
    "101": ("header X 27/03/2012 WBRI", OPEN),
    "102": ("header F 31/02/2012 WBRI", OPEN),
    "103": ("header F 27/03/2012 XXXX", OPEN),
    "112": (OPEN, "ad1 31/06/2025 01/09/2025 0 2 MF L11"),
    "113": (OPEN, "ad1 02/07/2025 31/09/2025 0 2 MF L11"),
    "115": (OPEN, "placed_for_adoption 31/06/2025 - -"),
    "116": (OPEN, "placed_for_adoption 02/07/2025 31/09/2025 RD1"),
    "117": ("02/06/2025 S C2 U6 01/09/2025 E4A", "placed_for_adoption 01/10/2025 - -"),
    "118": (OPEN, "placed_for_adoption 01/02/2025 01/03/2025 RD1"),
    "141": ("31/06/2025 S C2 U6",),
    "142": (OPEN, "01/08/2025 P C2 U4"),
    "143": ("02/06/2025 X C2 U6",),
    "144": ("02/06/2025 S ZZ U6",),
    "146": ("02/06/2025 S C2 ZZ",),
    "147": ("02/06/2025 S C2 U6 31/09/2025 E4A",),
    "148": ("02/06/2025 S C2 U6 01/08/2025",),
    "149": ("02/06/2025 S C2 U6 01/08/2025 ZZ",),
    "166": (OPEN, "reviews - PN1"),
    "178": ("02/06/2025 S C2 U6 - - ZZ",),
    "184": (OPEN, "placed_for_adoption 01/02/2012 - -"),
    "217": (OPEN + " 01/09/2025 X1", "01/09/2025 P C2 A3"),
    "234": (
        "header F 27/03/2017 WBRI",
        "episodes 02/06/2025 S C2 N1 U6 PR1 01/09/2025 X1 CUSTOD",
        "01/09/2025 P C2 K2",
    ),
    "301": ("header F 02/04/2026 WBRI", OPEN),
    "302": ("header F 02/07/2025 WBRI", OPEN),
    "331": (OPEN + " 01/08/2025 X1", "01/08/2025 B E1 A6 01/03/2026 E11", "ad1 01/07/2025 01/09/2025 0 2 MF L11"),
    "333": (OPEN, "ad1 02/09/2025 01/09/2025 0 2 MF L11"),
    "334": (OPEN + " 01/07/2025 E4A", "01/08/2025 S E1 A5 01/03/2026 E11", "ad1 15/06/2025 01/09/2025 0 2 MF L11"),
    "336": ("02/06/2025 S C2 K2 01/09/2025 X1", "01/09/2025 P C2 A4"),
    "352": ("header F 27/03/2007 WBRI", OPEN),
    "354": ("02/04/2026 S C2 U6",),
    "355": ("02/06/2025 S C2 U6 02/06/2025 E4A",),
    "356": ("02/06/2025 S C2 U6 01/06/2025 E4A",),
    "357": ("02/06/2025 P C2 U6",),
    "358": ("header F 27/03/2017 WBRI", "02/06/2025 S J1 U6"),
    "359": ("header F 27/03/2008 WBRI", OPEN),
    "361": ("02/06/2025 S L1 U6 09/06/2025 E4A",),
    "362": ("02/06/2025 S L2 U6 02/07/2025 E4A",),
    "363": ("02/06/2025 S L3 U6 02/07/2025 E4A",),
    "364": ("02/06/2025 S J2 K1 01/07/2025 E4A",),
    "365": ("02/06/2025 S V3 U6 01/07/2025 E4A",),
    "366": ("02/06/2025 S V3 U6 05/06/2025 X1", "05/06/2025 P V3 K2 09/06/2025 E4A"),
    "367": (
        "02/05/2025 S V3 U6 18/05/2025 E4A",
        "02/06/2025 S V3 U6 18/06/2025 E4A",
        "02/07/2025 S V3 U6 18/07/2025 E4A",
        "02/08/2025 S V3 U6 18/08/2025 E4A",
        "02/09/2025 S V3 U6 18/09/2025 E4A",
    ),
    "370": ("02/06/2025 S C2 P2",),
    "371": ("02/06/2025 S C2 K3 01/03/2026 E4A",),
    "372": ("header F 27/03/2017 WBRI", "02/06/2025 S J1 R5 01/09/2025 E14"),
    "373": ("header F 27/03/2022 WBRI", "02/06/2025 S C2 S1 01/03/2026 E4A"),
    "374": ("02/06/2025 S C2 P3 01/03/2026 E4A",),
    "375": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T1 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "376": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T3 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "377": (
        OPEN + " 02/07/2025 X1",
        "02/07/2025 P C2 T3 09/07/2025 X1",
        "09/07/2025 P C2 U6 02/08/2025 X1",
        "02/08/2025 P C2 T3 09/08/2025 X1",
        "09/08/2025 P C2 U6 02/09/2025 X1",
        "02/09/2025 P C2 T3 09/09/2025 X1",
        "09/09/2025 P C2 U6",
    ),
    "378": ("02/06/2025 S V2 P1",),
    "379": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T4 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "380": ("02/06/2025 S C2 T4 05/06/2025 X1", "05/06/2025 P C2 U6"),
    "381": (OPEN + " 02/07/2025 X1", "02/07/2025 P C2 T4 05/07/2025 E4A"),
    "382": ("02/06/2025 S V4 T4",),
    "383": (OPEN + " 02/07/2025 X1", "02/07/2025 P C2 T4 05/07/2025 X1", "05/07/2025 P C2 K2"),
    "384": ("02/06/2025 S V4 U4",),
    "385": ("02/06/2025 S C2 U6 02/04/2026 E4A",),
    "386": ("header F 27/07/2007 WBRI", "02/06/2025 S C2 A4 01/09/2025 E11"),
    "387": ("02/06/2025 S C2 U6 01/09/2025 E5",),
    "388": ("02/06/2025 S C2 U6 01/09/2025 X1",),
    "389": ("02/06/2025 S C2 U6 01/09/2025 E7",),
    "390": (OPEN + " 01/03/2026 E11",),
    "398": ("episodes 02/06/2025 S V4 N1 U6 PR1 - - - - ZZ11ZZ",),
    "407": ("header F 27/07/2007 WBRI", "02/06/2025 S C2 U6 01/09/2025 E45"),
    "408": ("02/06/2025 S C2 A6",),
    "426": ("02/06/2025 S V3 U6 05/06/2025 E4A", "02/07/2025 S V4 U6"),
    "431": ("02/06/2025 S C2 U6 01/07/2025 E4A", "01/07/2025 S C2 U4"),
    "432": ("02/06/2025 S C2 U6 01/07/2025 E4A", "01/08/2025 P C2 U4"),
    "433": ("02/06/2025 S C2 U6 01/07/2025 X1", "02/07/2025 P C2 U4"),
    "434": (OPEN + " 01/07/2025 X1", "01/07/2025 L C2 U6"),
    "435": (
        "episodes 02/06/2025 S C2 N1 U6 PR1 01/07/2025 X1 CARPL - ZZ11ZZ SC1234567",
        "episodes 01/07/2025 P C2 N1 U6 PR1 - - - - ZZ11ZZ SC1234567",
    ),
    "436": (OPEN + " 01/07/2025 X1", "01/07/2025 B C2 K2"),
    "437": ("02/06/2025 S C2 U6 01/07/2025 E2", "01/08/2025 S C2 U4"),
    "460": ("02/06/2025 S C2 U6 01/09/2025 E17",),
    "501": ("02/06/2025 S C2 U6 01/09/2025 X1", "01/08/2025 P C2 U4"),
    "516": ("02/06/2025 S C2 K2 01/03/2026 E46",),
    "521": ("02/06/2025 S E1 A5 01/03/2026 E11", "ad1 01/09/2025 02/09/2025 0 2 MF L11"),
    "522": (OPEN, "placed_for_adoption 01/09/2025 01/08/2025 RD1"),
    "525": (OPEN, "placed_for_adoption 01/07/2025 01/09/2025 RD1", "ad1 01/07/2025 02/08/2025 0 2 MF L11"),
    "551": ("02/06/2025 S E1 A4",),
    "552": ("02/06/2025 S E1 A4", "placed_for_adoption 01/09/2025 - -"),
    "553": ("02/06/2025 S E1 U6",),
    "554": ("02/06/2025 S E1 U6", "placed_for_adoption 01/09/2025 - -"),
    "557": ("02/06/2025 S E1 U6 01/10/2025 E4A", "placed_for_adoption 02/06/2025 - -"),
    "558": (
        "02/06/2025 S E1 A5 01/03/2026 E11",
        "placed_for_adoption 02/06/2025 01/07/2025 RD1",
        "placed_for_adoption 02/07/2025 01/08/2025 RD1",
    ),
    "564": (OPEN, "missing M - -"),
    "565": (OPEN, "missing - 01/09/2025 02/09/2025"),
    "566": (OPEN, "missing - 01/09/2025 02/09/2025"),
    "567": (OPEN, "missing M 02/09/2025 01/09/2025"),
    "570": (OPEN, "missing M 02/04/2026 -"),
    "571": (OPEN, "missing M 02/09/2025 02/04/2026"),
    "574": (OPEN, "missing M 01/09/2025 05/09/2025", "missing M 03/09/2025 07/09/2025"),
    "575": ("02/06/2025 S C2 U6 01/09/2025 E4A", "missing M 01/08/2025 -"),
    "577": ("02/06/2025 S C2 U6 01/09/2025 E4A", "missing M 01/08/2025 -"),
    "578": ("02/06/2025 S C2 U6 01/09/2025 E4A", "missing M 05/09/2025 06/09/2025"),
    "579": (OPEN, "placed_for_adoption 01/07/2025 - -", "placed_for_adoption 01/09/2025 - -"),
    "581": (OPEN, "missing M 01/05/2025 02/05/2025"),
    "583": (OPEN, "placed_for_adoption 01/07/2025 - -", "placed_for_adoption 01/09/2025 01/10/2025 RD1"),
    "586": (OPEN, "missing M 01/02/2012 02/02/2012"),
    "602": (OPEN, "ad1 01/07/2025 02/08/2025 0 2 MF L11"),
    "1003": (OPEN, "placed_for_adoption 01/05/2025 - -"),
    "1004": (OPEN, "missing M 31/09/2025 -"),
    "1005": (OPEN, "missing M 01/09/2025 31/09/2025"),
    "1006": (OPEN, "missing Z 01/09/2025 02/09/2025"),
    "INT01": ("ad1 01/07/2025 02/08/2025 0 2 MF L11",),
    "INT02": ("placed_for_adoption 01/07/2025 - -",),
    "INT03": (OPEN,),
    "INT04": ("missing M 01/09/2025 02/09/2025",),
    "INT08": ("reviews 01/09/2025 PN1",),
    "SW01STG1": (OPEN,),
    "SW01aSTG1": (OPEN, "sw_episodes SW1 - - INITIAL"),
    "SW04STG1": (OPEN, "sw_episodes SW1 31/06/2025 - INITIAL"),
    "SW05STG1": (OPEN, "sw_episodes SW1 02/06/2025 31/06/2025 INITIAL"),
    "SW06STG2": (OPEN, "sw_episodes SW1 02/04/2026 - INITIAL"),
    "SW07STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/04/2026 INITIAL"),
    "SW08STG2": (OPEN, "sw_episodes SW1 02/06/2025 - INITIAL", "sw_episodes SW2 02/08/2025 - LEFTRL"),
    "SW09STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/06/2025 INITIAL"),
    "SW10STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/09/2025 INITIAL", "sw_episodes SW2 02/08/2025 - LEFTRL"),
    "SW17STG2": (OPEN, "sw_episodes SW1 02/06/2025 01/09/2025 INITIAL"),
    "SW18STG2": (OPEN, "sw_episodes SW1 02/06/2025 01/06/2025 INITIAL"),
    "SW19STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/07/2025 INITIAL", "sw_episodes SW2 02/06/2025 - LEFTRL"),
}
"""For each rule the rows of one child: a file and its cells, or an episode; "-" is blank."""


def write_903(folder: Path) -> None:
    """Write the return as a folder of CSV files, and beside it one of those rules that need a cell nobody can read."""
    for name, codes in (("903", [*{*PLANTED} - UNREADABLE]), ("903_unreadable", [*UNREADABLE])):
        _write(folder / name, {code: PLANTED[code] for code in PLANTED if code in codes})


def _write(folder: Path, planted: dict[str, tuple[str, ...]]) -> None:
    lines: dict[str, list[str]] = defaultdict(list)
    for code, rows in planted.items():
        for row in (*_usual(code, rows), *rows):
            file, cells = _cells(row)
            own = [f"R{code}", *([BORN] if "DOB" in FILES[file][1:2] else []), *cells]
            lines[file].append(",".join("" if cell == "-" else cell for cell in own))
    folder.mkdir(parents=True, exist_ok=True)
    for file, header in FILES.items():
        text = "\n".join(
            (",".join(header), *(line + "," * (len(header) - 1 - line.count(",")) for line in lines[file]))
        )
        (folder / f"{file}.csv").write_text(text + "\n", encoding="utf-8")


def _usual(code: str, rows: tuple[str, ...]) -> list[str]:
    """What every child has, unless its own rows say it or its rule is broken without it."""
    told = {row.split()[0] for row in rows}
    usual = {"header": f"header F {BORN} WBRI", "sw_episodes": "sw_episodes SW12 02/06/2025 - INITIAL"}
    left_out = {"INT": set(usual), "SW0": {"sw_episodes"}}.get(code[:3], set())
    return [row for file, row in usual.items() if file not in told | left_out]


def _cells(row: str) -> tuple[str, list[str]]:
    first, *cells = row.split()
    if first in FILES:
        return first, cells
    rne, legal, place, *rest = cells
    dec, rec, provider = (*rest, *("-", "-", "PR1")[len(rest) :])
    return "episodes", [first, rne, legal, "N1", place, provider, dec, rec]
