"""The team trackers: one Excel workbook for each service, a cover, one sheet for each team, and what to put right."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sightline.measures.accuracy import Counted, count, parts_of_all, parts_of_duties
from sightline.measures.grade import grade_of
from sightline.reports.changes import NEEDED, Changes, compare
from sightline.reports.checked import failed_rows, say_key
from sightline.reports.listing import Choice, choose, safe_cell, say_subject
from sightline.reports.sentences import Ends, find_ends, say_place, say_reason, say_state
from sightline.reports.teams import ONE_SERVICE, Row, Team, by_service, read_teams, team_of
from sightline.store.records import SnapshotRecord, say_day

if TYPE_CHECKING:
    from sightline.clocks.entry import Clock
    from sightline.store.snapshots import Snapshot

Cell = tuple[Any, str]
"""A value and how it looks."""
SOON = timedelta(weeks=4)
LISTS = ("Overdue", "Due in four weeks", "Missed this month", "Data to mend")
SHEET_COLUMNS = (
    ("List", 19),
    ("Child", 14),
    ("Duty", 44),
    ("Began", 12),
    ("Due", 12),
    ("Days late", 9),
    ("Booked for", 12),
    ("Worker", 22),
    ("What is missing, and what is known", 52),
    ("Where it began", 38),
    ("Kind of limit", 14),
    ("Law or guidance", 48),
    ("Accuracy", 18),
)
FIX_COLUMNS = (
    ("Team", 28),
    ("Worker", 22),
    ("What is wrong", 44),
    ("What to do", 50),
    ("Child", 14),
    ("Row of the file", 38),
    ("Id of the row", 18),
    ("Check", 30),
)
FIXES = "Fix-list"
COVER_STATES = ("overdue", "due_soon", "due", "missed", "cannot_tell")
HEADER_ROW = 3
FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\<>|\"'", " "))


@dataclass(frozen=True)
class Pack:
    """What the workbooks of one snapshot share; `letters`: the grade of each duty, and under "" of all together."""

    record: SnapshotRecord
    before: SnapshotRecord | None
    changes: Changes
    counts_before: Counter[tuple[str, str]]
    clocks: Mapping[str, "Clock"]
    teams: Mapping[tuple[str, str], Team]
    ends: Ends
    letters: Mapping[str, str]


def write_workbooks(snapshot: "Snapshot", before: "Snapshot | None", folder: Path) -> list[Path]:
    """Write one workbook for each service into `folder`, and give their paths. `before` is the load before."""
    from sightline.clocks.reading import load_clocks

    teams = read_teams(snapshot.table("teams").to_pylist())
    rows = choose(snapshot.table("obligations"), Choice(COVER_STATES)).to_pylist()
    old = choose(before.table("obligations"), Choice(COVER_STATES)).select(NEEDED).to_pylist() if before else []
    pack = Pack(
        record=snapshot.record,
        before=before.record if before else None,
        changes=compare(old, rows) if before else Changes((), (), ()),
        counts_before=Counter((team_of(row, teams).name, row["state"]) for row in old),
        clocks={clock.id: clock for clock in load_clocks()},
        teams=teams,
        ends=find_ends(snapshot.table("reach").to_pylist(), load_clocks()),
        letters=_grade(count(snapshot), {row["clock"] for row in rows}),
    )
    fixes = by_service(failed_rows(snapshot) if "check_failures" in snapshot.record.tables else [], teams)
    folder.mkdir(parents=True, exist_ok=True)
    services = by_service(rows, teams)
    names = unique_names(sorted({*services, *fixes} or {ONE_SERVICE}, key=str.casefold), 80)
    return [
        _write(pack, name, services.get(name, {}), fixes.get(name, {}), folder / f"{file}.xlsx")
        for name, file in names.items()
    ]


def _write(pack: Pack, service: str, teams: dict[str, list[Row]], fixes: dict[str, list[Row]], path: Path) -> Path:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"title": service, "created": datetime.combine(pack.record.as_of, time())})
        looks = make_looks(book)
        _write_cover(book.add_worksheet("Cover"), looks, pack, service, teams)
        names = unique_names(list(teams), 31, taken=("cover", FIXES.casefold()))
        for team, rows in teams.items():
            _write_team(book.add_worksheet(names[team]), looks, pack, team, rows)
        _write_fixes(book.add_worksheet(FIXES), looks, pack, fixes)
    path.write_bytes(out.getvalue())
    return path


def make_looks(book: Any) -> dict[str, Any]:
    """The few formats used: plain and readable, no colours that judge."""
    wrap = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "small": book.add_format({"font_color": "#505A5F"}),
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF0", "bottom": 1}),
        "text": book.add_format(wrap),
        "first": book.add_format({**wrap, "bold": True}),
        "day": book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0", "valign": "top"}),
    }


def _write_cover(sheet: Any, looks: dict[str, Any], pack: Pack, service: str, teams: dict[str, list[Row]]) -> None:
    sheet.write_string(0, 0, safe_cell(service), looks["title"])
    sheet.write_string(1, 0, pack.record.provenance(), looks["small"])
    sheet.write_string(2, 0, _say_before(pack), looks["small"])
    sheet.write_string(3, 0, f"Accuracy of all duties together: {pack.letters['']}.", looks["small"])
    heads = ["Team", *(say_state(state) for state in COVER_STATES)]
    heads += ["Overdue last time", "Newly overdue", "Cleared", "Given another date"]
    for place, head in enumerate(heads):
        sheet.write_string(HEADER_ROW + 1, place, head, looks["head"])
    for line, (team, rows) in enumerate(teams.items(), HEADER_ROW + 2):
        sheet.write_string(line, 0, safe_cell(team), looks["first"])
        for place, number in enumerate(_cover_counts(pack, team, rows), 1):
            if number is not None:
                sheet.write_number(line, place, number, looks["number"])
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, len(heads) - 1, 13)
    sheet.freeze_panes(HEADER_ROW + 2, 1)
    _set_up_print(sheet, HEADER_ROW + 1)


def _grade(counted: Counted, clocks: Collection[str]) -> dict[str, str]:
    parts = {"": parts_of_all(counted), **{clock: parts_of_duties(counted, (clock,)) for clock in clocks}}
    return {clock: grade_of(each.shares).words for clock, each in parts.items()}


def _say_before(pack: Pack) -> str:
    if pack.before is None:
        return "This is the first load: there is no last time to compare with."
    return f"Last time: as of {say_day(pack.before.as_of)}, load {max(use.number for use in pack.before.loads):04d}."


def _cover_counts(pack: Pack, team: str, rows: list[Row]) -> list[int | None]:
    states = Counter(row["state"] for row in rows)
    counts: list[int | None] = [states[state] for state in COVER_STATES]
    if pack.before is None:
        return [*counts, None, None, None, None]
    groups = (pack.changes.newly_overdue, pack.changes.cleared, pack.changes.redated)
    changed = [sum(team_of(row, pack.teams).name == team for row in group) for group in groups]
    return [*counts, pack.counts_before[(team, "overdue")], *changed]


def _write_team(sheet: Any, looks: dict[str, Any], pack: Pack, team: str, rows: list[Row]) -> None:
    listed = [(name, row) for name, chosen in zip(LISTS, list_rows(rows, pack.record), strict=True) for row in chosen]
    counts = Counter(name for name, _ in listed)
    said = " · ".join(f"{name}: {counts[name]:,}" for name in LISTS)
    lines = [_cells(name, row, pack) for name, row in listed]
    _write_lines(sheet, looks, (team, said, pack.record.provenance()), SHEET_COLUMNS, lines)


def _write_fixes(sheet: Any, looks: dict[str, Any], pack: Pack, fixes: dict[str, list[Row]]) -> None:
    """What the checks found, by team and worker: it leaves this sheet when the case system is mended and loaded."""
    said = " · ".join(f"{team}: {len(rows):,}" for team, rows in fixes.items()) or "Nothing that a check found."
    lines = [
        _fix_cells(team, row)
        for team, rows in fixes.items()
        for row in sorted(
            rows, key=lambda row: (not row["worker"], row["worker"] or "", row["check"], row["line"] or 0)
        )
    ]
    _write_lines(sheet, looks, (FIXES, said, pack.record.provenance()), FIX_COLUMNS, lines)


def _fix_cells(team: str, row: Row) -> list[Cell]:
    whom = row["child_id"] or ("The council" if row["subject_kind"] == "council" else "No child")
    cells = (row["worker"], row["says"], row["asks"], whom, say_place(row), say_key(row), row["check"])
    return [(team, "first"), *((cell, "text") for cell in cells)]


def _write_lines(
    sheet: Any, looks: dict[str, Any], head: tuple[str, str, str], columns: Sequence[tuple[str, int]],
    lines: Sequence[Sequence[Cell]],
) -> None:  # fmt: skip
    """A sheet to filter and print: three lines at its head, then the table."""
    for line, (text, look) in enumerate(zip(head, ("title", "text", "small"), strict=True)):
        sheet.write_string(line, 0, safe_cell(text), looks[look])
    for place, (title, width) in enumerate(columns):
        sheet.write_string(HEADER_ROW, place, title, looks["head"])
        sheet.set_column(place, place, width)
    for line, cells in enumerate(lines, HEADER_ROW + 1):
        for place, (value, look) in enumerate(cells):
            write_cell(sheet, line, place, value, looks[look])
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + max(len(lines), 1), len(columns) - 1)
    _set_up_print(sheet, HEADER_ROW)


def list_rows(rows: Sequence[Row], record: SnapshotRecord) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
    """The rows of the four lists, each by due day. A missed duty counts in the month in which it ended."""
    ordered = sorted(rows, key=lambda row: (row["due_on"] is None, row["due_on"] or record.as_of, row["subject_id"]))
    as_of = record.as_of
    overdue = [row for row in ordered if row["state"] == "overdue"]
    soon = [row for row in ordered if row["state"] in ("due", "due_soon") and row["due_on"] <= as_of + SOON]
    missed = [row for row in ordered if row["state"] == "missed" and _ended_in_month_of(row, record)]
    return overdue, soon, missed, [row for row in ordered if row["state"] == "cannot_tell" and _is_live(row, record)]


def _is_live(row: Row, record: SnapshotRecord) -> bool:
    """Whether mending it still helps somebody: nothing has closed it, or that was in the last four weeks."""
    return row["met_on"] is None or row["met_on"] > record.as_of - SOON


def _ended_in_month_of(row: Row, record: SnapshotRecord) -> bool:
    ended = row["due_on"] + timedelta(days=row["days"] or 0)
    return (ended.year, ended.month) == (record.as_of.year, record.as_of.month)


def _cells(name: str, row: Row, pack: Pack) -> list[Cell]:
    clock = pack.clocks.get(row["clock"])
    duty = f"{clock.title if clock else row['clock']} ({row['step']})"
    return [
        (name, "first"),
        (say_subject(row), "text"),
        (duty, "text"),
        (row["started_on"], "day"),
        (row["due_on"], "day"),
        (row["days"], "number"),
        (row["booked_on"], "day"),
        (row["worker"], "text"),
        (say_reason(row, pack.ends), "text"),
        (say_place(row), "text"),
        ((row["strength"] or "").replace("_", " "), "text"),
        (_citation(row, clock), "text"),
        (pack.letters[row["clock"]], "text"),
    ]


def write_cell(sheet: Any, line: int, place: int, value: Any, look: Any) -> None:
    """One cell with its real kind: a day as a day, a number as a number, text never as a formula."""
    if value is None or value == "":
        sheet.write_blank(line, place, None, look)
    elif isinstance(value, str):
        sheet.write_string(line, place, safe_cell(value), look)
    elif isinstance(value, int | float):
        sheet.write_number(line, place, value, look)
    else:
        sheet.write_datetime(line, place, value, look)


def _citation(row: Row, clock: "Clock | None") -> str:
    versions = clock.versions if clock else ()
    return next((version.citation for version in versions if version.from_on == row["version"]), "")


def _set_up_print(sheet: Any, header: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(header)
    sheet.set_footer("&L&A&RPage &P of &N")


def unique_names(names: Sequence[str], longest: int, taken: Sequence[str] = ()) -> dict[str, str]:
    """A name for each that Excel and every file system accept: short enough, no odd marks, no two alike."""
    used = set(taken)
    chosen: dict[str, str] = {}
    for name in names:
        plain = " ".join(name.translate(FORBIDDEN_IN_NAMES).split()).strip(" .")[:longest] or "Unnamed"
        unique, number = plain, 1
        while unique.casefold() in used:
            number += 1
            unique = f"{plain[: longest - len(str(number)) - 1]} {number}"
        used.add(unique.casefold())
        chosen[name] = unique
    return chosen
