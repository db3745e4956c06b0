"""What only shows when all lists of a source are read: whose row it is, and which enquiries led to a conference."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from sightline.sources.declared import load_kinds
from sightline.sources.layouts import FeedLayout
from sightline.sources.model import Finding
from sightline.sources.shaping import Shaped

# The longest way to a child: from a plan by its assessment and its request to the child's row in another file.
STEPS = 3


@dataclass(frozen=True)
class Part:
    """One feed while a read goes on: the unit it belongs to (a folder or a workbook), its list, its layout and its
    rows.
    """

    unit: str
    source: str
    list_name: str
    feed: FeedLayout
    feed_id: str
    file: str
    sheet: str
    shaped: Shaped
    oldest: int

    def with_table(self, table: pa.Table, findings: list[Finding]) -> Part:
        """The same part with other rows and more findings."""
        shaped = replace(self.shaped, table=table, findings=[*self.shaped.findings, *findings])
        return replace(self, shaped=shaped)


def link(parts: list[Part]) -> list[Part]:
    """Find missing child ids through other tables, leave out rows that are nobody's, and mark enquiries that had a
    conference.
    """
    linked = parts
    for _ in range(STEPS):
        linked = [_with_children(part, linked) for part in linked]
    linked = [_without_nobodys(part) for part in linked]
    return [_with_conferences(part, linked) for part in linked]


def _with_children(part: Part, parts: list[Part]) -> Part:
    named = part.feed.declared.subject_id
    fill = part.feed.fills.get(named)
    table = part.shaped.table
    if fill is None or not fill.through or not table.column(named).null_count:
        return part
    others = [p.shaped.table for p in parts if p.unit == part.unit and p.feed.table == fill.through]
    return part.with_table(_through(table, fill.key, others), [])


def _without_nobodys(part: Part) -> Part:
    named = part.feed.declared.subject_id
    if part.feed.fills.get(named) is None:
        return part
    table = part.shaped.table
    nobodys = pc.is_null(table.column(named))
    if not pc.any(nobodys).as_py():
        return part.with_table(table, [])
    lines = table.filter(nobodys).column("line").to_pylist()
    return part.with_table(table.filter(pc.invert(nobodys)), [_no_child(part, line) for line in lines])


def _through(table: pa.Table, key: str, others: list[pa.Table]) -> pa.Table:
    """Fill blank child ids with that of a row of another table that carries the same key."""
    if not others:
        return table
    known = pa.concat_tables([o.select([key, "child_id"]) for o in others]).drop_null()
    keys, ids = known.column(key).combine_chunks(), known.column("child_id").combine_chunks()
    found = ids.take(pc.index_in(table.column(key).combine_chunks(), keys))
    position = table.schema.get_field_index("child_id")
    return table.set_column(position, "child_id", pc.coalesce(table.column("child_id").combine_chunks(), found))


def _no_child(part: Part, line: int) -> Finding:
    one = load_kinds()[part.feed.declared.about].one
    what = f"The row has no {one} id, so nobody can tell whose it is; it was left out"
    mend = f"Fill in the {one}'s id in the case system or the extract."
    return Finding("no child id" if one == "child" else "no id", part.file, part.sheet, line, "", None, what, mend)


def _with_conferences(part: Part, parts: list[Part]) -> Part:
    """An enquiry that a conference names needed one, whatever its flags say (a conference for a child who moved in
    does not count).
    """
    if part.feed.table != "s47_enquiry" or part.feed.fills["s47_id"].row:
        return part
    held = [p.shaped.table for p in parts if p.unit == part.unit and p.feed.table == "initial_conference"]
    if not held:
        return part
    conferences = pa.concat_tables([t.select(["s47_id", "transfer_in"]) for t in held])
    own = conferences.filter(pc.fill_null(pc.not_equal(conferences.column("transfer_in"), "yes"), True))
    table = part.shaped.table
    named = pc.is_in(table.column("s47_id"), own.column("s47_id").combine_chunks().drop_null())
    required = pc.if_else(named, pa.scalar("yes"), table.column("conference_required"))
    return part.with_table(
        table.set_column(table.schema.get_field_index("conference_required"), "conference_required", required), []
    )
