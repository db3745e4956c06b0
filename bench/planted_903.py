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
UNREADABLE = {"102", "141", "147", "1004", "1005", "SW04STG1", "SW05STG1"}
"""Where one cell is no day, some rules of another validator run for no child at all."""
OPEN = "02/06/2025 S C2 U6"
"""An episode: its first day, why it began, legal status, placement; then its last day and why, where it ended."""

PLANTED: dict[str, tuple[str, ...]] = {
    "0": (OPEN,),
    "101": ("header X 27/03/2012 WBRI", OPEN),
    "102": ("header F 31/02/2012 WBRI", OPEN),
    "103": ("header F 27/03/2012 XXXX", OPEN),
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
    "301": ("header F 02/04/2026 WBRI", OPEN),
    "302": ("header F 02/07/2025 WBRI", OPEN),
    "333": (OPEN, "ad1 02/09/2025 01/09/2025 0 2 MF L11"),
    "352": ("header F 27/03/2007 WBRI", OPEN),
    "354": ("02/04/2026 S C2 U6",),
    "355": ("02/06/2025 S C2 U6 02/06/2025 E4A",),
    "356": ("02/06/2025 S C2 U6 01/06/2025 E4A",),
    "358": ("header F 27/03/2017 WBRI", "02/06/2025 S J1 U6"),
    "361": ("02/06/2025 S L1 U6 09/06/2025 E4A",),
    "362": ("02/06/2025 S L2 U6 02/07/2025 E4A",),
    "363": ("02/06/2025 S L3 U6 02/07/2025 E4A",),
    "372": ("header F 27/03/2017 WBRI", "02/06/2025 S J1 R5 01/09/2025 E14"),
    "375": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T1 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "376": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T3 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "379": (OPEN + " 01/07/2025 X1", "01/07/2025 P C2 T4 01/10/2025 X1", "01/10/2025 P C2 U6"),
    "385": ("02/06/2025 S C2 U6 02/04/2026 E4A",),
    "386": ("header F 27/07/2007 WBRI", "02/06/2025 S C2 A4 01/09/2025 E11"),
    "387": ("02/06/2025 S C2 U6 01/09/2025 E5",),
    "388": ("02/06/2025 S C2 U6 01/09/2025 X1",),
    "389": ("02/06/2025 S C2 U6 01/09/2025 E7",),
    "407": ("header F 27/07/2007 WBRI", "02/06/2025 S C2 U6 01/09/2025 E45"),
    "431": ("02/06/2025 S C2 U6 01/07/2025 E4A", "01/07/2025 S C2 U4"),
    "432": ("02/06/2025 S C2 U6 01/07/2025 E4A", "01/08/2025 P C2 U4"),
    "433": ("02/06/2025 S C2 U6 01/07/2025 X1", "02/07/2025 P C2 U4"),
    "437": ("02/06/2025 S C2 U6 01/07/2025 E2", "01/08/2025 S C2 U4"),
    "460": ("02/06/2025 S C2 U6 01/09/2025 E17",),
    "501": ("02/06/2025 S C2 U6 01/09/2025 X1", "01/08/2025 P C2 U4"),
    "522": (OPEN, "placed_for_adoption 01/09/2025 01/08/2025 RD1"),
    "551": ("02/06/2025 S E1 A4",),
    "552": ("02/06/2025 S E1 A4", "placed_for_adoption 01/09/2025 - -"),
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
    "581": (OPEN, "missing M 01/05/2025 02/05/2025"),
    "586": (OPEN, "missing M 01/02/2012 02/02/2012"),
    "1004": (OPEN, "missing M 31/09/2025 -"),
    "1005": (OPEN, "missing M 01/09/2025 31/09/2025"),
    "1006": (OPEN, "missing Z 01/09/2025 02/09/2025"),
    "SW01aSTG1": (OPEN, "sw_episodes SW1 - - INITIAL"),
    "SW04STG1": (OPEN, "sw_episodes SW1 31/06/2025 - INITIAL"),
    "SW05STG1": (OPEN, "sw_episodes SW1 02/06/2025 31/06/2025 INITIAL"),
    "SW06STG2": (OPEN, "sw_episodes SW1 02/04/2026 - INITIAL"),
    "SW07STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/04/2026 INITIAL"),
    "SW08STG2": (OPEN, "sw_episodes SW1 02/06/2025 - INITIAL", "sw_episodes SW2 02/08/2025 - LEFTRL"),
    "SW09STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/06/2025 INITIAL"),
    "SW10STG2": (OPEN, "sw_episodes SW1 02/06/2025 02/09/2025 INITIAL", "sw_episodes SW2 02/08/2025 - LEFTRL"),
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
        headers = [row for row in rows if row.startswith("header")] or [f"header F {BORN} WBRI"]
        for row in (*headers, *(row for row in rows if not row.startswith("header"))):
            file, cells = _cells(row)
            own = [f"R{code}", *([BORN] if "DOB" in FILES[file][1:2] else []), *cells]
            lines[file].append(",".join("" if cell == "-" else cell for cell in own))
    folder.mkdir(parents=True, exist_ok=True)
    for file, header in FILES.items():
        text = "\n".join(
            (",".join(header), *(line + "," * (len(header) - 1 - line.count(",")) for line in lines[file]))
        )
        (folder / f"{file}.csv").write_text(text + "\n", encoding="utf-8")


def _cells(row: str) -> tuple[str, list[str]]:
    first, *cells = row.split()
    if first in FILES:
        return first, cells
    rne, legal, place, *rest = cells
    dec, rec, provider = (*rest, *("-", "-", "PR1")[len(rest) :])
    return "episodes", [first, rne, legal, "N1", place, provider, dec, rec]
