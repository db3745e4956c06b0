"""A build: loads, entries, standards and an as-of date in; every table of a snapshot out. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import sightline
from sightline.coverage import Coverage
from sightline.engines.choice import DUCKDB, EngineChoice
from sightline.entry_files import read_entry
from sightline.fingerprints import entries_fingerprint, fingerprint, workings_fingerprint
from sightline.obligations.state import STATES
from sightline.recording import SUBJECT, Rules, about, base_rows, lay_over, sealed_subjects
from sightline.store.loads import council_tables as tables_in_use
from sightline.store.loads import in_force, read_aliases, source_of
from sightline.store.place import STORE_VERSION, Store
from sightline.store.recorded import Register, read_register
from sightline.store.records import LoadRecord, LoadUse, SnapshotRecord, TotalLine, UnfedClock
from sightline.words import UserError

if TYPE_CHECKING:
    import pyarrow as pa

    from sightline.clocks.standards import Standards
    from sightline.sources import Feed
    from sightline.tables import Facts


@dataclass(frozen=True)
class CouncilPart:
    """What the build of one council gives."""

    council: str
    tables: dict[str, "pa.Table"]
    totals: tuple[TotalLine, ...]
    coverage: "tuple[Coverage, ...]"


@dataclass(frozen=True)
class Plan:
    """All that a snapshot depends on; equal plans have equal ids and give equal snapshots.

    `at_hand` are tables, by load, that need not be read back from the store: they have just been written.
    """

    id: str
    as_of: date
    loads: tuple[LoadRecord, ...]
    uses: tuple[LoadUse, ...]
    rules: dict[str, Path]
    standards: str
    register: Register = field(default_factory=Register)
    at_hand: "Mapping[int, Mapping[str, pa.Table]]" = field(default_factory=dict, compare=False)

    @property
    def councils(self) -> tuple[str, ...]:
        """The councils whose loads are in force."""
        return tuple(sorted({use.council for use in self.uses}))


def plan(store: Store, loads: Sequence[LoadRecord], as_of: date | None, recorded: int | None = None) -> Plan:
    """What a snapshot of these loads would be made from, with the recorded events up to number `recorded` (None: all).

    Raises UserError where the loads reach no day at all.
    """
    uses = in_force(loads)
    day = as_of or newest_case_day(loads, uses)
    rules = {
        load.council: store.loads_folder / f"{load.number:04d}" / "standards.toml"
        for load in loads
        if load.has_standards
    }
    standards = fingerprint(path.read_bytes() for path in rules.values())[:8] if rules else ""
    numbers = [f"{use.number} {use.council} {' '.join(use.sources)}" for use in uses]
    prints = [load.fingerprint for load in loads]  # who is who depends on all of them
    register = read_register(store, recorded)
    parts = [day.isoformat(), workings_fingerprint(), standards, *numbers, *prints, register.fingerprint]
    return Plan(f"{day}-{fingerprint(parts)[:12]}", day, tuple(loads), uses, rules, standards, register)


def newest_case_day(loads: Sequence[LoadRecord], uses: Sequence[LoadUse]) -> date:
    """The newest day the case system's files reach; local templates count only where nothing else is loaded."""
    days: dict[bool, list[date]] = {True: [], False: []}
    for use in uses:
        load = next(load for load in loads if load.number == use.number)
        for feed in load.feeds:
            if source_of(feed) in use.sources:
                days[feed.source != "local"].append(feed.data_to)
    if not (days[True] or days[False]):
        raise UserError("Nothing loaded says how far it reaches", "", "Give the day it was drawn with --data-to.")
    return max(days[True] or days[False])


def read_rules(path: Path) -> "Standards":
    """A council's standards, checked against every step of the catalogue. Raises UserError."""
    from sightline.checks import load_checks
    from sightline.clocks.reading import load_clocks
    from sightline.clocks.standards import read_standards

    checks = tuple(check.id for check in load_checks())
    return read_standards(path, tuple(step for clock in load_clocks() for step in clock.steps), checks)


def rules_of(ready: Plan, council: str) -> "Standards":
    """What a council has set, by the loads of a plan."""
    from sightline.clocks.standards import Standards

    return read_rules(ready.rules[council]) if council in ready.rules else Standards(council)


def build(store: Store, ready: Plan, engine: EngineChoice = DUCKDB) -> tuple[SnapshotRecord, dict[str, "pa.Table"]]:
    """Work out every duty of every council in the plan; every engine gives the same rows."""
    import pyarrow as pa

    from sightline.checks.own import standards_table
    from sightline.knowing.over_loads import known_key

    parts = [_build_council(store, ready, council, engine) for council in ready.councils]
    tables = {name: pa.concat_tables([part.tables[name] for part in parts]) for name in parts[0].tables}
    tables |= {"standards": standards_table(ready.rules)}
    record = SnapshotRecord(
        id=ready.id,
        as_of=ready.as_of,
        loads=ready.uses,
        entries=entries_fingerprint(),
        standards=ready.standards,
        software=sightline.__version__,
        store_version=STORE_VERSION,
        tables=tuple(sorted(tables)),
        totals=tuple(line for part in parts for line in part.totals),
        states=count_states(tables),
        fed=_fed(parts),
        recorded=ready.register.last,
        known=known_key(ready.loads),
        unfed=tuple(_say_unfed(part, line, len(parts)) for part in parts for line in part.coverage if line.sentence),
    )
    return record, tables


def count_states(tables: "Mapping[str, pa.Table]") -> dict[str, int]:
    """How many duties stand in each state; those of sealed records are in no count."""
    subjects, rows = tables["subjects"], tables["obligations"]
    seen = about(rows, sealed_subjects(subjects), keep=False)
    counts = {pair["values"]: pair["counts"] for pair in seen["state"].value_counts().to_pylist()}
    return {state: counts[state] for state in STATES if counts.get(state)}


def _fed(parts: Sequence[CouncilPart]) -> dict[str, str]:
    """How each clock is fed; partly, where it is not the same in every council."""
    said: dict[str, set[str]] = {}
    for line in (line for part in parts for line in part.coverage):
        said.setdefault(line.clock, set()).add(line.fed)
    return {clock: words.pop() if len(words) == 1 else "partly" for clock, words in said.items()}


def _say_unfed(part: "CouncilPart", line: Coverage, councils: int) -> UnfedClock:
    said = (f"{part.council}: {text}" if councils > 1 else text for text in (line.sentence, line.unnumbered))
    return UnfedClock(line.clock, *said)


def _build_council(store: Store, ready: Plan, council: str, engine: EngineChoice) -> "CouncilPart":
    from sightline.checking import LookedAt, check_tables, recorded_table
    from sightline.checks.own import read_own_checks
    from sightline.identity import current_aliases
    from sightline.knowing.over_loads import council_ledger, known_at
    from sightline.tables import build_facts
    from sightline.tables.stages import stage_table
    from sightline.tables.totals import control_totals

    rules = rules_of(ready, council)
    own = read_own_checks(read_entry(ready.rules[council])[0]) if council in ready.rules else ()
    canonical, feeds = council_tables(store, ready, council)
    register = read_aliases(store, ready.loads)
    aliases = current_aliases(register, council) if register is not None else None
    facts = build_facts(canonical, feeds, council=council, aliases=aliases)
    obligations = decided(ready, council, facts, base_rows(facts, Rules(rules, ready.as_of), engine))
    mine = [load for load in ready.loads if load.council == council]
    ledger = council_ledger(store, ready.loads, council, known_at(mine[-1], facts, canonical, feeds))
    looked_at = LookedAt(council, facts, canonical, feeds, mine, ledger, obligations)
    tables = {
        "obligations": obligations,
        **_fact_tables(facts),
        "teams": _teams(canonical.get("team"), council),
        "stages": stage_table(facts, canonical, feeds, as_of=ready.as_of),
        "known_when": ledger,
        "recorded_in_time": recorded_table(looked_at, ready.as_of),
        **check_tables(looked_at, rules, own, ready.as_of),
    }
    totals = control_totals(facts, canonical, feeds)
    lines = tuple(TotalLine(council, total.title, total.number, total.on_day, total.says) for total in totals)
    return CouncilPart(council, tables, lines, _coverage(facts, rules))


def decided(ready: Plan, council: str, facts: "Facts", rows: "pa.Table") -> "pa.Table":
    """The duties of one council, worked out from its facts, with what was recorded laid over them."""
    events = [event for event in ready.register.in_force() if event.council == council]
    return lay_over(rows, facts, events, Rules(rules_of(ready, council), ready.as_of))


def _coverage(facts: "Facts", rules: "Standards") -> tuple[Coverage, ...]:
    from sightline.clocks.reading import load_clocks
    from sightline.coverage import cover

    met = facts.event.select(["event", *SUBJECT]).group_by(["event", *SUBJECT]).aggregate([])
    counted = about(met, sealed_subjects(facts.subject), keep=False).group_by("event")
    children = {
        row["event"]: row["subject_id_count"] for row in counted.aggregate([("subject_id", "count")]).to_pylist()
    }
    reached = set(facts.reach["event"].to_pylist())
    clocks = load_clocks()
    return tuple(cover(clock, reached, rules.limits, children.get(clock.starts, 0)) for clock in clocks)


def council_tables(store: Store, ready: Plan, council: str) -> tuple[dict[str, "pa.Table"], list["Feed"]]:
    """The canonical tables of one council from its loads in force, and the feeds they came from."""
    from sightline.sources import Feed

    tables, feeds = tables_in_use(store, ready.loads, ready.uses, council, ready.at_hand)
    return tables, [Feed(**vars(feed)) for feed in feeds]


def _fact_tables(facts: "Facts") -> dict[str, "pa.Table"]:
    return {
        "events": facts.event,
        "spells": facts.spell,
        "known": facts.known,
        "reach": facts.reach,
        "allocations": facts.allocation,
        "subjects": facts.subject,
        "systems_due": facts.systems_due,
        "set_aside": facts.set_aside,
        **facts.about,
    }


def _teams(table: "pa.Table | None", council: str) -> "pa.Table":
    """Teams and the service each belongs to, where the files say."""
    import pyarrow as pa

    columns = ("team_id", "name", "parent_id", "parent_name")
    fields = pa.schema([(name, pa.string()) for name in ("council", *columns)])
    if table is None:
        return fields.empty_table()
    rows = [{"council": council, **{c: row.get(c) for c in columns}} for row in table.to_pylist()]
    return pa.Table.from_pylist(rows, schema=fields)
