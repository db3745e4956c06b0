"""The rows of the due list that one reader may see, made ready once: each choice is then a look at small numbers."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from sightline.reports.listing import say_subject
from sightline.store import Snapshot, Subject
from sightline.web.child.called import Called, called, families_of
from sightline.web.pages.asked import BOOKED, FIELDS, SET_BY, Asked, word_of
from sightline.web.pages.saying import join_words
from sightline.web.pages.words import LISTED, clocks_by_id

if TYPE_CHECKING:
    import pyarrow as pa

KEPT = 32
"""Listings, each of another set of children: teams, mostly."""
SUBJECT = ("council", "subject_kind", "subject_id")
JOINT = "\x1f"
LAST = "\U0010ffff"
"""Sorts after every text."""
TEXTS = ("strength", "area", "clock", "team", "worker")


@dataclass(frozen=True)
class Column:
    """One thing that rows are chosen or grouped by: its values in the order people read them, a number for each row.

    `words` are the values as `Asked` holds them.
    """

    values: tuple[str, ...]
    words: tuple[str, ...]
    numbers: "pa.Array"


@dataclass(frozen=True)
class Listing:
    """Rows of the obligations within a scope, and what each is chosen, grouped and sorted by."""

    rows: "pa.Table"
    columns: dict[str, Column]
    subjects: tuple[Subject, ...]
    _orders: dict[tuple[str, str, bool], "pa.Array"] = field(default_factory=dict, repr=False)

    def mask(self, asked: Asked, *, but: str = "") -> "pa.Array":
        """For each row whether it is asked for; `but`: whatever one filter says."""
        import pyarrow as pa
        import pyarrow.compute as pc

        parts = [self._has(name, asked.chosen(name)) for name in FIELDS.values() if name != but and asked.chosen(name)]
        due = self.rows["due_on"].combine_chunks()
        if but != "due" and asked.due_from:
            parts.append(pc.fill_null(pc.greater_equal(due, pa.scalar(asked.due_from)), False))
        if but != "due" and asked.due_to:
            parts.append(pc.fill_null(pc.less_equal(due, pa.scalar(asked.due_to)), False))
        whole = parts[0] if parts else pa.repeat(True, self.rows.num_rows)
        for part in parts[1:]:
            whole = pc.and_(whole, part)
        return whole

    def count(self, name: str, mask: "pa.Array") -> dict[int, int]:
        """How many of the rows in the mask have each value of a column, by its number."""
        counts = self.columns[name].numbers.filter(mask).value_counts()
        return dict(zip(counts.field(0).to_pylist(), counts.field(1).to_pylist(), strict=True))

    def in_order(self, mask: "pa.Array", group: str, sort: str, *, descending: bool) -> "pa.Array":
        """The places of the rows in the mask, by group and then in order; the same each time."""
        order = self._orders.get((group, sort, descending))
        if order is None:
            order = self._orders[group, sort, descending] = self._sorted(group, sort, descending=descending)
        return order.filter(mask.take(order))

    def take(self, places: "pa.Array") -> list[dict[str, Any]]:
        """The rows at these places."""
        rows: list[dict[str, Any]] = self.rows.take(places).to_pylist()
        return rows

    def _has(self, name: str, words: Sequence[str]) -> "pa.Array":
        import pyarrow as pa
        import pyarrow.compute as pc

        column = self.columns[name]
        wanted = [number for number, word in enumerate(column.words) if word in words]
        return pc.is_in(column.numbers, pa.array(wanted, pa.int32()))

    def _sorted(self, group: str, sort: str, *, descending: bool) -> "pa.Array":
        """Every place in order: by group, by what is asked for, then by what makes it the same each time."""
        import pyarrow as pa
        import pyarrow.compute as pc

        way = "descending" if descending else "ascending"
        by = {"due": "due_on", "days": "days"}.get(sort)
        first = self.rows[by].combine_chunks() if by else self.columns[GROUPED[sort]].numbers
        table = pa.table(
            {
                "group": self.columns[GROUPED[group]].numbers if group in GROUPED else pa.nulls(len(first), pa.int32()),
                "first": first,
                "due": self.rows["due_on"],
                "child": self.columns["children"].numbers,
                "duty": self.columns["clocks"].numbers,
            }
        )
        keys = [("group", "ascending"), ("first", way), ("due", "ascending"), ("child", "ascending")]
        return pc.sort_indices(table, [*keys, ("duty", "ascending")]).cast(pa.int32())


GROUPED = {"state": "states", "duty": "clocks", "worker": "workers", "child": "children", "siblings": "families"}
"""The column behind each way to group or sort."""


class Listings:
    """The listings of the newest snapshots and scopes asked for."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, Listing] = OrderedDict()
        self._lock = Lock()
        self._making = Lock()

    def of(self, snapshot: Snapshot) -> Listing:
        """The listing of a snapshot within its scope: for whoever sees the same children it is the same."""
        scope = snapshot.scope
        key = (snapshot.store.folder, snapshot.record.id, replace(scope, who=""), snapshot.without)
        if found := self._find(key):
            return found
        with self._making:  # of several who ask at once one makes it, and the others wait for that
            made = self._find(key) or make_listing(snapshot)
            with self._lock:
                self._kept[key] = made
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
        return made

    def _find(self, key: object) -> Listing | None:
        with self._lock:
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
            return found


LISTINGS = Listings()


def make_listing(snapshot: Snapshot) -> Listing:
    """Read the rows and number what they are chosen by."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = snapshot.rows("obligations", "state", LISTED).combine_chunks()
    texts = {name: pc.fill_null(rows[name], "").combine_chunks().dictionary_encode() for name in TEXTS}
    for name in ("worker", "team"):
        rows = rows.set_column(rows.column_names.index(name), name, pc.fill_null(rows[name], ""))
    titles = {name: clock.title for name, clock in clocks_by_id().items()}
    child, subjects = _children(rows, snapshot)
    columns = {
        "states": Column(LISTED, LISTED, pc.index_in(rows["state"], pa.array(LISTED)).combine_chunks()),
        "set_by": _column(texts["strength"], tuple(SET_BY.values()).index),
        "areas": _column(texts["area"], str),
        "clocks": _column(texts["clock"], titles.__getitem__),
        "teams": _column(texts["team"], lambda text: text or LAST, word_of),
        "workers": _column(texts["worker"], lambda text: text or LAST, word_of),
        "booked": Column(BOOKED, BOOKED, pc.is_null(rows["booked_on"]).combine_chunks().cast(pa.int32())),
        "children": child,
        "families": _families(snapshot, child, subjects),
    }
    return Listing(_compact(rows), columns, subjects)


def _column(
    coded: "pa.DictionaryArray", order: Callable[[str], Any], word: Callable[[str], str] = lambda text: text
) -> Column:
    """A column of texts, numbered in an order."""
    import pyarrow as pa

    texts = coded.dictionary.to_pylist()
    ordered = sorted(texts, key=order)
    places = {text: place for place, text in enumerate(ordered)}
    numbers = pa.array([places[text] for text in texts], pa.int32()).take(coded.indices)
    return Column(tuple(ordered), tuple(word(text) for text in ordered), numbers)


def _children(rows: "pa.Table", snapshot: Snapshot) -> tuple[Column, tuple[Subject, ...]]:
    """Whom each row is about, numbered in the order of names and then of ids; and the subjects themselves."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = pc.coalesce(rows["child_id"], rows["subject_id"])
    joined = pc.binary_join_element_wise(ids, *(rows[name] for name in SUBJECT), JOINT).combine_chunks()
    coded = joined.dictionary_encode()
    texts = [text.split(JOINT) for text in coded.dictionary.to_pylist()]
    found = [(child_id, (council, kind, key)) for child_id, council, kind, key in texts]
    names = called(snapshot, [subject for _, subject in found]) if snapshot.scope.names else {}

    def by_name(place: int) -> tuple[object, ...]:
        named = names.get(found[place][1])
        return ((named and named.surname) or LAST, (named and named.forename) or "", *found[place])

    order = sorted(range(len(found)), key=by_name)
    ranks = {place: rank for rank, place in enumerate(order)}
    numbers = pa.array([ranks[place] for place in range(len(found))], pa.int32()).take(coded.indices)
    titles = tuple(_title(*found[place], names.get(found[place][1])) for place in order)
    return Column(titles, titles, numbers), tuple(found[place][1] for place in order)


def _title(child_id: str, subject: Subject, named: Called | None) -> str:
    if subject[1] != "child":
        return say_subject({"subject_kind": subject[1], "subject_id": subject[2]})
    return f"{named.name} ({child_id})" if named and (named.forename or named.surname) else child_id


def _families(snapshot: Snapshot, child: Column, subjects: tuple[Subject, ...]) -> Column:
    """Brothers and sisters with duties here, in the order of the first of them; the others come last, together."""
    import pyarrow as pa

    families = families_of(snapshot, subjects)
    members: dict[tuple[str, str], list[int]] = {}
    for place, subject in enumerate(subjects):
        if families[subject]:
            members.setdefault((subject[0], families[subject]), []).append(place)
    several = [family for family in members.values() if len(family) > 1]
    of = {place: number for number, family in reversed(list(enumerate(several))) for place in family}
    titles = (*(join_words([child.values[place] for place in family]) for family in several), "")
    numbers = pa.array([of.get(place, len(several)) for place in range(len(subjects))], pa.int32())
    return Column(titles, titles, numbers.take(child.numbers))


def _compact(rows: "pa.Table") -> "pa.Table":
    """The same rows, each text held once."""
    import pyarrow as pa

    coded = [
        rows[name].combine_chunks().dictionary_encode()
        if pa.types.is_string(rows.schema.field(name).type)
        else rows[name]
        for name in rows.column_names
    ]
    return pa.table(dict(zip(rows.column_names, coded, strict=True)))
