"""Keeps the register of aliases up to date with what a load says about who is who."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from sightline.identity.register import (
    ADOPTION,
    APART,
    COUNCILS_LIST,
    FIRST_SIGHT,
    SECOND_ID,
    Alias,
    Ledger,
    append,
)
from sightline.identity.sealing import adopted_ids
from sightline.sources.declared import load_kinds, load_tables
from sightline.sources.model import Feed

IN_FORCE = ("subject_kind", "source_id", "subject_id", "sealed")


def update_aliases(
    register: pa.Table | None,
    tables: Mapping[str, pa.Table],
    feeds: Sequence[Feed],
    *,
    council: str,
    load: str,
    sealed_ids: Collection[str] = (),
) -> pa.Table:
    """The register after a load: new ids, ids tied by the file's own second id, and records newly sealed.

    A sealed record is tied to no other, in either direction, and what a person decided stands. `sealed_ids`: the
    council's own list. The order of the rows changes nothing; the same load a second time adds nothing.
    """
    ledger = Ledger(register, council)
    _meet(ledger, _ids(tables, "child"), load)
    for why, sealed in ((ADOPTION, adopted_ids(tables, feeds)), (COUNCILS_LIST, frozenset(sealed_ids))):
        for name in sorted(sealed & ledger.rows.keys()):
            ledger.add(_sealed(name, ledger, load, why))
    for name, other in sorted(_second_ids(tables)):
        ledger.add(_tied(name, other, ledger, load))
    others = [_others(register, tables, kind, council, load) for kind in load_kinds() if kind != "child"]
    return append(register, [*ledger.added, *(alias for added in others for alias in added)])


def _others(
    register: pa.Table | None, tables: Mapping[str, pa.Table], kind: str, council: str, load: str
) -> list[Alias]:
    """New ids of another kind than children; no file ties two of them or seals one."""
    ids = _ids(tables, kind)
    ledger = Ledger(register, council, kind) if ids else None
    if ledger:
        _meet(ledger, ids, load, kind)
    return ledger.added if ledger else []


def _meet(ledger: Ledger, ids: set[str], load: str, kind: str = "child") -> None:
    new = sorted(ids - ledger.rows.keys())
    ledger.add(Alias(ledger.council, name, name, False, load, FIRST_SIGHT, kind) for name in new)


def current_aliases(register: pa.Table, council: str) -> pa.Table:
    """What build_facts takes: subject_kind, source_id, subject_id, sealed; one row for each id, as it is in force."""
    own = register.filter(pc.equal(register["council"], council))
    ids = ["subject_kind", "source_id"]
    numbered = own.select(ids).append_column("row", pa.array(range(own.num_rows), pa.int64()))
    found = numbered.group_by(ids).aggregate([("row", "min"), ("row", "max")]).sort_by("row_min")
    return own.take(found["row_max"]).select(list(IN_FORCE))


def _ids(tables: Mapping[str, pa.Table], kind: str) -> set[str]:
    """Every id of this kind in the tables."""
    about = [table for name, table in load_tables().items() if table.about == kind and name in tables]
    columns = [tables[table.name][table.subject_id] for table in about if table.subject_id]
    return {name for column in columns for name in pc.unique(column).to_pylist() if name}


def _sealed(name: str, ledger: Ledger, load: str, why: str) -> list[Alias]:
    """The rows that seal a record: it is its own subject, and those it was tied to go on without it."""
    alias = ledger.rows[name]
    if alias.sealed:
        return []
    others = [other for other in ledger.group(name) if other != name]
    alone = replace(alias, subject_id=name, sealed=True, since_load=load, decided_by=why)
    return [alone, *ledger.let_stand(others, load, APART)]


def _second_ids(tables: Mapping[str, pa.Table]) -> set[tuple[str, str]]:
    """Pairs of records of one child: a record, and the other that it names."""
    child = tables.get("child")
    if child is None or "other_id" not in child.column_names:
        return set()
    named = child.filter(pc.and_(pc.is_valid(child["other_id"]), pc.is_valid(child["child_id"])))
    return set(zip(named["child_id"].to_pylist(), named["other_id"].to_pylist(), strict=True))


def _tied(name: str, other: str, ledger: Ledger, load: str) -> list[Alias]:
    """The rows that make two groups of ids one; none where one is unknown, sealed, or decided on by a person.

    The subject that was there first stays. Of two that came with the same load, the record that names the other stands
    for the child: it is the newer.
    """
    ends = [ledger.rows[end] for end in (name, other) if end in ledger.rows]
    if len(ends) < 2 or any(end.sealed or end.by_person for end in ends):
        return []
    one, two = (end.subject_id for end in ends)
    if one == two:
        return []
    keep, lost = (two, one) if _came_first(two, one, ledger) else (one, two)
    rows = [ledger.rows[member] for member in sorted(ledger.members[lost])]
    return [
        replace(row, subject_id=keep, since_load=load, decided_by=row.decided_by if row.by_person else SECOND_ID)
        for row in rows
    ]


def _came_first(subject: str, other: str, ledger: Ledger) -> bool:
    """Whether a subject goes before another: it has several ids and the other one, or it came with an earlier load."""
    sizes = len(ledger.members[subject]) > 1, len(ledger.members[other]) > 1
    if sizes[0] != sizes[1]:
        return sizes[0]
    firsts = ledger.first_load[subject], ledger.first_load[other]
    return firsts[0] != firsts[1] and ledger.place[subject] < ledger.place[other]
