"""The council's own workbook of templates, filled in; a second workbook begins where a sheet is full."""

from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path
from typing import Any

from sightline.made_up.diary import AS_OF
from sightline.made_up.story import Facts, Value

FULL = 1_000_000  # rows of a sheet; Excel ends at 1,048,576
# Sheet by sheet: the title of each column, and the facts it shows (a time where it is known, else the day).
COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "referral_decision": {"Referral id": ("referral_id",), "Decided on": ("decided_at", "decided_on")},
    "strategy_discussion": {
        "Discussion id": ("discussion_id",),
        "Needed since": ("requested_at", "requested_on"),
        "Held on": ("held_at", "held_on"),
    },
    "core_group": {"Plan id": ("plan_id",), "Held on": ("held_on",)},
    "cin_review": {"Plan id": ("plan_id",), "Held on": ("held_on",)},
    "return_interview": {
        "Missing episode id": ("episode_id",),
        "Returned on": ("returned_on",),
        "Offered on": ("offered_at", "offered_on"),
        "Declined on": ("declined_on",),
        "Held on": ("held_at", "held_on"),
    },
    "pep": {"Begun on": ("started_on",)},
    "placement_plan": {"Placement id": ("placement_id",), "Agreed on": ("made_on",)},
    "pre_proceedings_step": {
        "Family or case id": ("family_id",),
        "Letter sent on": ("letter_on",),
        "Ended on": ("concluded_on",),
        "How it ended": ("outcome",),
    },
    "court_case": {
        "Court case number": ("case_id",),
        "Issued on": ("issued_on",),
        "Final order on": ("order_on",),
        "Order made": ("outcome",),
    },
    "court_extension": {
        "Court case number": ("case_id",),
        "Decided on": ("decided_on",),
        "New last day": ("new_end_on",),
    },
    "supervision": {"Referral id": ("referral_id",), "Held on": ("held_on",)},
    "agreed_interval": {
        "Plan or placement id": ("plan_id",),
        "Duty": ("duty",),
        "Agreed on": ("agreed_on",),
        "How often": ("interval",),
    },
    "visit_made": {
        "Visited on": ("visited_at", "visited_on"),
        "Visited by": ("visited_by",),
        "Role": ("role",),
        "What for": ("purpose",),
        "Child seen": ("seen",),
    },
    "council_accommodation": {"Moved in on": ("started_on",), "Moved out on": ("ended_on",)},
}
FIRST_COLUMN = ("Child id", ("child_id",))
NAMES = {sheet: (FIRST_COLUMN[1], *columns.values()) for sheet, columns in COLUMNS.items()}


@dataclass
class TemplateFiles:
    """The workbook that is open now. XlsxWriter keeps only the row it is on."""

    folder: Path
    book: Any = None
    sheets: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    formats: dict[str, Any] = field(default_factory=dict)
    part: int = 0

    def open(self) -> None:
        import xlsxwriter

        self.close()
        self.part += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        name = "local_templates.xlsx" if self.part == 1 else f"local_templates_{self.part}.xlsx"
        self.book = xlsxwriter.Workbook(str(self.folder / name), {"constant_memory": True})
        self.book.set_properties({"created": datetime.combine(AS_OF, time()), "title": "Local templates"})
        self.formats = {
            "day": self.book.add_format({"num_format": "dd/mm/yyyy"}),
            "time": self.book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        }
        for sheet, columns in COLUMNS.items():
            self.sheets[sheet] = self.book.add_worksheet(sheet)
            self.sheets[sheet].write_row(0, 0, [FIRST_COLUMN[0], *columns])
            self.rows[sheet] = 0

    def write(self, sheet: str, facts: Facts) -> None:
        if self.rows[sheet] >= FULL:
            self.open()
        self.rows[sheet] += 1
        for place, names in enumerate(NAMES[sheet]):
            for name in names:
                if value := facts.get(name):
                    self._write_cell(self.sheets[sheet], self.rows[sheet], place, value)
                    break

    def _write_cell(self, sheet: Any, row: int, place: int, value: Value) -> None:
        if isinstance(value, str | int):
            sheet.write_string(row, place, str(value))
        else:
            kind = "time" if isinstance(value, datetime) else "day"
            sheet.write_datetime(row, place, value, self.formats[kind])

    def close(self) -> None:
        if self.book is not None:
            self.book.close()
