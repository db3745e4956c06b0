"""Three lists of children in homes that are not registered, as an inspection in 2022 was given them: they disagree.

The case system's list, the placements team's workbook and the legal team's tracker, with the true list in the answers.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sightline.made_up.diary import AS_OF, age_on
from sightline.made_up.recipes import RESERVED, TWO_RECORDS
from sightline.made_up.story import Person, Story

CASE, PLACED, LEGAL = "case-system.csv", "placements-team.xlsx", "legal.csv"
WANTED = 8
HOMES = (
    "Larch House",
    "The Old Mill",
    "Beech Cottage",
    "Quarry Lodge",
    "Ferry House",
    "Hill Top",
    "Mere View",
    "Dove Barn",
)
_ANSWERS = ("child_id", "name_row", "is_on", "since", "case_system", "placements_team", "legal", "how")
_PAIRS = ("first", "second", "answer", "why")


@dataclass(frozen=True)
class Truth:
    """One child in the scene: whether the list is of her or him, since when, and on which line of which list.

    A child without a number of ours is known by its row alone: `child_id` is empty.
    """

    child_id: str
    is_on: bool
    since: date
    lines: tuple[int | None, int | None, int | None]
    how: str


@dataclass
class Scene:
    """The children of the scene, gathered while the county is told, and the rows of the lists."""

    in_care: list[Person] = field(default_factory=list)
    known: list[Person] = field(default_factory=list)
    renumbered: list[tuple[Person, str]] = field(default_factory=list)
    case: list[list[str]] = field(default_factory=list)
    placed: list[list[str | date]] = field(default_factory=list)
    legal: list[list[str]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    pairs: list[tuple[str, str, str, str]] = field(default_factory=list)

    def consider(self, recipe: str, story: Story) -> None:
        """Take a child for the scene where one is still wanted: best one in care, and no two that look alike."""
        older = next((other.child_id for other, kind in story.others if kind == TWO_RECORDS), "")
        person = story.person
        if recipe == RESERVED or "born_on" in story.untold or story.end != AS_OF or person.born_on > AS_OF:
            return
        if older:
            self.renumbered.append((person, older))
        elif not story.others:
            self._take(self.in_care if _is_in_care(story) else self.known, person)

    def _take(self, wanted: list[Person], person: Person) -> None:
        others = [*self.in_care, *self.known, *(each for each, _ in self.renumbered)]
        alike = any(other.surname == person.surname or other.born_on == person.born_on for other in others)
        if len(wanted) < WANTED and not alike:
            wanted.append(person)

    def write(self, folder: Path, answers: Path) -> None:
        """Write the three lists and the true answer."""
        chosen = [*self.in_care, *self.known][:WANTED]
        if len(chosen) == WANTED and self.renumbered:
            self._tell(chosen)
        folder.mkdir(parents=True, exist_ok=True)
        _write_csv(folder / CASE, ",", ("Child ID", "Child", "DOB", "Home", "Since", "Registration"), self.case)
        _write_csv(folder / LEGAL, ";", ("Name", "Date of birth", "Person ID", "Start date", "Home"), self.legal)
        _write_workbook(folder / PLACED, self.placed)
        _write_csv(answers / "lists.csv", ",", _ANSWERS, map(_answer, self.truths))
        _write_csv(answers / "list_pairs.csv", ",", _PAIRS, self.pairs)

    def _tell(self, chosen: list[Person]) -> None:
        """What each list says of each child, and what is true."""
        same, also, moved, unnumbered, unseen, gone, namesake, twin = chosen
        newer, older = min(self.renumbered, key=lambda each: each[0].born_on)
        for person in (same, also):
            self._add(person, True, "every list agrees", case=True, placed=True, legal=True)
        self._add(moved, True, "the lists give different days", case=True, placed=True, later=3)
        self._add(unnumbered, True, "legal has the name without a number", placed=True, legal=True, number="")
        self._pair(len(self.placed), "same", "one child: the name and the date of birth are the same")
        self._add(newer, True, "legal has the older number", case=True, legal=True, number=older)
        self._add(unseen, True, "the placements team alone knows", placed=True)
        self._add(gone, False, "moved to a registered home; legal was not told", legal=True)
        self._add(namesake, True, "the case system alone knows", case=True)
        self._stranger(
            namesake.surname, namesake.forename, namesake.born_on - timedelta(days=400), "another council's child"
        )
        self._pair(len(self.case), "apart", "two children of one name, born 400 days apart", of_case=True)
        self._add(twin, True, "the placements team alone knows", placed=True)
        self._stranger(twin.surname, "Zebedee", twin.born_on, "the twin, who lives at home")
        self._pair(len(self.placed), "apart", "twins: the first names differ")

    def _add(
        self, person: Person, is_on: bool, how: str, *,
        case: bool = False, placed: bool = False, legal: bool = False, later: int = 0, number: str | None = None,
    ) -> None:  # fmt: skip
        """A child on some of the lists; `later`: by how many days the case system's start is too late."""
        place = len(self.truths)
        home, since = HOMES[place % len(HOMES)], AS_OF - timedelta(days=20 + 9 * place)
        born = person.born_on
        if case:
            day = since + timedelta(days=later)
            self.case.append([person.child_id, f"{person.forename} {person.surname}", _iso(born), home, _iso(day), ""])
        if placed:
            name = f"{person.surname.upper()}, {person.forename}"
            self.placed.append([person.child_id, name, born, since, home, "Applied for"])
        if legal:
            number = person.child_id if number is None else number
            name = f"{person.surname} {person.forename}"
            self.legal.append([name, f"{born:%d/%m/%Y}", number, f"{since:%d/%m/%Y}", home.upper()])
        # A header is line 1; the workbook has a title and a blank line above its own.
        lines = (len(self.case) + 1 if case else None, len(self.placed) + 3 if placed else None,
                 len(self.legal) + 1 if legal else None)  # fmt: skip
        self.truths.append(Truth(person.child_id, is_on, since, lines, how))

    def _stranger(self, surname: str, forename: str, born: date, how: str) -> None:
        """A row of the legal team's about somebody whom the list is not of."""
        since = AS_OF - timedelta(days=60)
        self.legal.append([f"{surname} {forename}", f"{born:%d/%m/%Y}", "", f"{since:%d/%m/%Y}", "Not known"])
        self.truths.append(Truth("", False, since, (None, None, len(self.legal) + 1), how))

    def _pair(self, row: int, answer: str, why: str, *, of_case: bool = False) -> None:
        """What a person decides of the last row of the legal team's and one of another list."""
        first = str((self.case if of_case else self.placed)[row - 1][0])
        self.pairs.append((first, f"list 3, row {len(self.legal) + 1}", answer, why))


def _is_in_care(story: Story) -> bool:
    """Whether the child is in a placement on the day the files are drawn, and old enough for such a home."""
    rows = [facts for table, facts in story.facts if table == "ssd_cla_placement"]
    open_rows = [row for row in rows if row["clap_cla_placement_start_date"] and not row["clap_cla_placement_end_date"]]
    return bool(open_rows) and age_on(story.person.born_on, AS_OF) >= 10


def _iso(day: date) -> str:
    return day.isoformat()


def _answer(truth: Truth) -> Iterator[object]:
    named = f"list 3, row {truth.lines[2]}" if not truth.child_id else ""
    yield from (truth.child_id, named, "yes" if truth.is_on else "no", truth.since, *truth.lines, truth.how)


def _write_csv(path: Path, delimiter: str, header: tuple[str, ...], rows: object) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)  # type: ignore[arg-type]


def _write_workbook(path: Path, rows: list[list[str | date]]) -> None:
    """A workbook as people keep one: a title, a blank line, the headers, the rows."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime.combine(AS_OF, time()), "title": "Placements"})
        shape = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Live")
        sheet.write_string(0, 0, "Placements we are worried about")
        sheet.write_row(2, 0, ("Case ID", "Young person", "D.O.B.", "Started", "Home", "Registration"))
        for line, row in enumerate(rows, start=3):
            for place, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, place, datetime.combine(value, time()), shape)
                else:
                    sheet.write_string(line, place, value)
