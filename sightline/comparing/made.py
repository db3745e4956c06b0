"""What each stage of a comparison gives: its facts and duties, worked out once and read where a snapshot holds them.

Checks, totals and all else that a snapshot holds besides are no part of it.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any

from sightline import building
from sightline.knowing.facts import Subject
from sightline.recording import FACTS, Rules, about, base_rows, facts_of
from sightline.store.loads import council_tables, read_aliases
from sightline.store.place import Store
from sightline.store.records import LoadRecord
from sightline.store.snapshots import has_snapshot, read_snapshot_table

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.tables import Facts

Tables = Mapping[str, "pa.Table"]
OF_STAGE = ("obligations", "subjects", "events", "spells")
Key = tuple[Any, ...]


class Stages:
    """Gives the tables of plans, sealed records left out. Nothing is written."""

    def __init__(self, store: Store, plans: Sequence[building.Plan], sealed: AbstractSet[Subject]) -> None:
        """`plans` are those of whole snapshots; `sealed` are left out of every stage."""
        self._store = store
        self._held = {_key(plan): plan.id for plan in plans if has_snapshot(store, plan.id)}
        self._facts: dict[Key, dict[str, Facts]] = {}
        self._rows: dict[Key, pa.Table] = {}
        self._made: dict[Key, Tables] = {}
        self._hidden = sealed

    def tables(self, plan: building.Plan) -> Tables:
        """Obligations, subjects, events and spells of a plan."""
        import pyarrow as pa

        key = _key(plan)
        if key not in self._made:
            facts = self._facts_of(plan)
            if key in self._held:
                rows = read_snapshot_table(self._store, self._held[key], "obligations")
            else:
                rows = pa.concat_tables([self._duties(plan, council) for council in facts])
            fields = {"subjects": "subject", "events": "event", "spells": "spell"}
            joined = {n: pa.concat_tables([getattr(f, field) for f in facts.values()]) for n, field in fields.items()}
            self._made[key] = self.unsealed({"obligations": rows, **joined})
        return self._made[key]

    def unsealed(self, tables: Tables) -> Tables:
        """The rows about records that are not sealed, neither then nor by now."""
        sealed = _sealed_in(tables["subjects"]) | self._hidden
        return {name: about(tables[name], sealed, keep=False) for name in OF_STAGE if name in tables}

    def row_ids(self, plan: building.Plan) -> list[Tables]:
        """The canonical tables of each council of a plan, for the ids of rows."""
        return [council_tables(self._store, plan.loads, plan.uses, council)[0] for council in plan.councils]

    def _duties(self, plan: building.Plan, council: str) -> "pa.Table":
        """With what was recorded; without it they are worked out once, whatever was recorded."""
        facts = self._facts_of(plan)[council]
        key = (_numbers(plan), _rules(plan), plan.as_of, council)
        if key not in self._rows:
            self._rows[key] = base_rows(facts, Rules(building.rules_of(plan, council), plan.as_of))
        return building.decided(plan, council, facts, self._rows[key])

    def _facts_of(self, plan: building.Plan) -> "dict[str, Facts]":
        """The facts of each council: from a snapshot of the same loads, else built."""
        key = _numbers(plan)
        if key not in self._facts:
            held = next((name for each, name in self._held.items() if each[0] == key), "")
            kept = {name: read_snapshot_table(self._store, held, name) for name in FACTS.values()} if held else {}
            self._facts[key] = {
                council: facts_of(_only(kept, council)) if held else self._built(plan, council)
                for council in plan.councils
            }
        return self._facts[key]

    def _built(self, plan: building.Plan, council: str) -> "Facts":
        from sightline.identity import current_aliases
        from sightline.tables import build_facts

        tables, feeds = building.council_tables(self._store, plan, council)
        register = read_aliases(self._store, plan.loads)
        aliases = current_aliases(register, council) if register is not None else None
        return build_facts(tables, feeds, council=council, aliases=aliases)


def sealed_by(store: Store, loads: Sequence[LoadRecord]) -> frozenset[Subject]:
    """Those sealed by the register of who is who after some loads, in the files or not any more."""
    from sightline.identity import current_aliases

    register = read_aliases(store, loads)
    if register is None:
        return frozenset()
    found: set[Subject] = set()
    for council in {load.council for load in loads}:
        aliases = current_aliases(register, council)
        rows = aliases.filter(aliases["sealed"]).to_pylist()
        found |= {(council, row["subject_kind"], row["subject_id"]) for row in rows}
    return frozenset(found)


def _only(tables: Tables, council: str) -> Tables:
    import pyarrow.compute as pc

    return {name: table.filter(pc.equal(table["council"], council)) for name, table in tables.items()}


def _sealed_in(subjects: "pa.Table") -> set[tuple[str, str, str]]:
    rows = subjects.filter(subjects["sealed"]).select(["council", "subject_kind", "subject_id"]).to_pylist()
    return {(row["council"], row["subject_kind"], row["subject_id"]) for row in rows}


def _key(plan: building.Plan) -> Key:
    return _numbers(plan), _rules(plan), plan.as_of, plan.register.fingerprint


def _numbers(plan: building.Plan) -> Key:
    return tuple((use.number, use.council, use.sources) for use in plan.uses), len(plan.loads)


def _rules(plan: building.Plan) -> Key:
    return tuple(sorted((council, path.read_bytes()) for council, path in plan.rules.items()))
