"""A check as a value."""

from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from sightline.checks.language import NEIGHBOURS, Test, looked_at, of_the_row
from sightline.sources.declared import load_tables

Kind = Literal[
    "presence",
    "codes",
    "order",
    "window",
    "required together",
    "impossible for age",
    "orphan",
    "twice",
    "overlap",
    "gap",
    "between tables",
    "between sources",
    "between loads",
    "own history",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

MARK: Final = " (the council’s own check)"


@dataclass(frozen=True)
class Example:
    """Rows of some tables, and the numbers of those of the check's own table that fail (the first is 1)."""

    name: str
    rows: dict[str, list[dict[str, Any]]]
    fails: tuple[int, ...]


@dataclass(frozen=True)
class Check:
    """One check of the rows of one table.

    `of`: which rows it is about. A row fails where all of `wrong_if` hold; or where it names by its key a row of the
    table `orphan` that is not there; or shares the values of `twice` with another row of the child; or lies, with the
    days of `overlap`, within another row of the child; or where the query `sql` finds it. Or, beside another source: it
    says of one of the columns `differs` something else than a better source of the same thing; or, with `alone`, the
    other source tells of its day and holds no such thing. `slot`: the columns by which two sources tell of the same
    thing, the last of them a day; else the table's own first day. `beside`: the table of another source that the query
    sets it beside. `worker_can_mend` is false where only those who make the extract can. `rule`: the code of the same
    rule of a national return. `because`: why the council added it; "" for a check that everybody has.
    `of_every_table`: asked of many tables in the same words, and of one that no file gives there is nothing to ask.
    """

    id: str
    table: str
    title: str
    kind: Kind
    says: str
    mend: str
    of: tuple[Test, ...] = ()
    wrong_if: tuple[Test, ...] = ()
    orphan: str = ""
    twice: tuple[str, ...] = ()
    overlap: tuple[str, ...] = ()
    sql: str = ""
    differs: tuple[str, ...] = ()
    alone: bool = False
    slot: tuple[str, ...] = ()
    beside: str = ""
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rule: tuple[str, ...] = ()
    worker_can_mend: bool = True
    not_of: tuple[str, ...] = ()
    because: str = ""
    of_every_table: bool = False
    examples: tuple[Example, ...] = ()

    @property
    def asks(self) -> str:
        """What to do, and of whom where it is not the child's worker."""
        return self.mend if self.worker_can_mend else f"For those who make the extract: {self.mend}"

    @property
    def finding(self) -> str:
        """What it says of a row that fails, marked where it is the council's own check."""
        return self.says + (MARK if self.because else "")

    @property
    def needs(self) -> frozenset[str]:
        """The columns of its own table without which it cannot be run."""
        tested = of_the_row((*self.of, *self.wrong_if))
        keys = (str(load_tables()[parent].unique) for parent in self.parents)
        return frozenset({*tested, *keys, *self.twice, *self.overlap, *self.columns, *self.slot})

    @property
    def parents(self) -> tuple[str, ...]:
        """The tables of which a row names one by its key, and a condition looks at it."""
        return tuple(name for name in self._beside_the_row if name not in NEIGHBOURS)

    @property
    def has_neighbours(self) -> bool:
        """Whether a condition looks at the child's row before or after."""
        return bool(set(self._beside_the_row) & set(NEIGHBOURS))

    @property
    def _beside_the_row(self) -> tuple[str, ...]:
        named = [name.split(".")[0] for name in looked_at((*self.of, *self.wrong_if)) if "." in name]
        return tuple(dict.fromkeys(named))

    @property
    def between_sources(self) -> bool:
        """Whether it sets a row beside those of another source: where there is none, there is nothing to run."""
        return bool(self.differs or self.beside) or self.alone
