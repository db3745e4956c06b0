"""The Annex A workbook: eleven sheets, gathered child by child and written at the end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from sightline.made_up.annex_a import front_lists, later_lists
from sightline.made_up.annex_a.reading import Cells, Child, read_child, read_layout
from sightline.made_up.diary import AS_OF
from sightline.made_up.story import Story

_LISTS: dict[str, Callable[[Child], Iterator[Cells]]] = {
    "List 1": front_lists.contacts,
    "List 2": front_lists.early_help,
    "List 3": front_lists.referrals,
    "List 4": front_lists.assessments,
    "List 5": front_lists.enquiries,
    "List 6": front_lists.in_need,
    "List 7": later_lists.protection,
    "List 8": later_lists.looked_after,
    "List 9": later_lists.care_leavers,
    "List 10": later_lists.adoption,
}


@dataclass(frozen=True)
class AnnexA:
    """The rows of each list so far. Only children with something in the last months have any."""

    folder: Path
    rows: dict[str, list[Cells]] = field(
        default_factory=lambda: {sheet["sheet"]: [] for sheet in read_layout()["list"]}
    )

    def add(self, story: Story) -> None:
        child = read_child(story)
        for sheet, lines in _LISTS.items():
            self.rows[sheet].extend(lines(child))

    def write(self, seed: int, adopters: int) -> None:
        """Write the workbook, with so many people who want to adopt."""
        import xlsxwriter

        self.folder.mkdir(parents=True, exist_ok=True)
        self.rows["List 11"].extend(later_lists.adopters(seed, adopters))
        book = xlsxwriter.Workbook(str(self.folder / "annex_a.xlsx"), {"constant_memory": True})
        book.set_properties({"created": datetime.combine(AS_OF, time()), "title": "Annex A"})
        shape = book.add_format({"num_format": "dd/mm/yyyy"})
        for layout in read_layout()["list"]:
            sheet = book.add_worksheet(layout["sheet"])
            sheet.write_row(0, 0, layout["columns"])
            for line, cells in enumerate(self.rows[layout["sheet"]], start=1):
                for place, column in enumerate(layout["columns"]):
                    value = cells.get(column)
                    if isinstance(value, date):
                        sheet.write_datetime(line, place, datetime.combine(value, time()), shape)
                    elif value is not None and value != "":
                        sheet.write(line, place, value)
        book.close()
