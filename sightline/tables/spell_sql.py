"""Makes the SQL that turns staged tables into spells."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sightline.sources.declared import load_tables
from sightline.tables.conditions import all_hold, quote
from sightline.tables.entries import SpellEntry, SpellSource
from sightline.tables.precedence import bits_by, doubted, told

HERE = Path(__file__).parent


def spells_sql(entries: Sequence[SpellEntry], ranked: Mapping[int, int], council: str) -> str:
    """The spells as Facts holds them: equal ones made one, a sure one before an unsure one, empty ones left out."""
    selects = [sql for n, entry in enumerate(entries) for source in entry.sources for sql in _source_sql(n, source)]
    selects += [_file_sql(file, entries) for file in sorted({entry.sql for entry in entries if entry.sql})]
    union = "\nUNION ALL\n".join(selects)
    bits = bits_by("made.spell_no", ranked)
    return f"""
SELECT {quote(council)} AS council, subject.kind AS subject_kind, subject.subject_id, spell_name.spell,
       made.from_on, made.until_on, made.key,
       bool_or(made.sure AND {doubted(bits, "made.")}) AS sure
FROM (
{union}
) AS made
JOIN subject ON subject.subject_no = made.subject_no
JOIN spell_name ON spell_name.spell_no = made.spell_no
WHERE {told(bits, "made.")}
  AND (made.from_on IS NULL OR made.until_on IS NULL OR made.from_on < made.until_on)
GROUP BY subject.subject_no, subject.kind, subject.subject_id, spell_name.spell, made.from_on, made.until_on, made.key
ORDER BY subject.subject_no, spell_name.spell, made.from_on NULLS FIRST, made.until_on NULLS LAST, made.key"""


def _source_sql(number: int, source: SpellSource) -> list[str]:
    table = source.table
    begins, joins = _begins(source)
    ends = f"{table}.{source.until_on}" if source.until_on else "CAST(NULL AS DATE)"
    if source.ends_inclusive:
        ends = f"{ends} + 1"
    if source.lasts:
        joins += _join(source, "lasting")
        ends = f"least({ends}, lasting.due)" if source.until_on else "lasting.due"
    kept = all_hold(source.conditions) + (f" AND {begins} IS NOT NULL" if source.from_on else "")
    if source.unless_fed:
        kept += f""" AND NOT EXISTS (SELECT 1 FROM feed WHERE feed."table" = {quote(source.unless_fed)})"""
    key = f"{table}.{source.key}" if source.key else "CAST(NULL AS VARCHAR)"
    rows = (
        f"SELECT {number} AS spell_no, {table}.subject_no, {begins} AS from_on, {ends} AS until_on, {key} AS key, "
        f"{'FALSE' if source.always_unsure else 'TRUE'} AS sure, {table}.standing FROM {table}{joins} WHERE {kept}"
    )
    return [rows, _unknown_sql(number, source)] if source.unsure_when_blank else [rows]


def _file_sql(file: str, entries: Sequence[SpellEntry]) -> str:
    numbers = " ".join(f"WHEN {quote(entry.name)} THEN {n}" for n, entry in enumerate(entries) if entry.sql == file)
    text = (HERE / f"{file}.sql").read_text(encoding="utf-8")
    return (
        f"SELECT CASE spell {numbers} END AS spell_no, subject_no, from_on, until_on, key, sure, standing "
        f"FROM (\n{text}) AS told WHERE spell IS NOT NULL"
    )


def _begins(source: SpellSource) -> tuple[str, str]:
    if source.after:
        return "beginning.due", _join(source, "beginning")
    return (f"{source.table}.{source.from_on}", "") if source.from_on else ("CAST(NULL AS DATE)", "")


def _join(source: SpellSource, name: str) -> str:
    limit = reckoning(source, name)
    return (
        f" LEFT JOIN reckoned AS {name} ON {name}.name = {quote(limit)}"
        f" AND {name}.day = {source.table}.{source.from_on}"
    )


def reckoning(source: SpellSource, name: str) -> str:
    """What the table of reckoned days calls this source's limit: "1 year", or "5 years of age" from a date of birth."""
    limit = source.lasts if name == "lasting" else source.after
    return f"{limit} of age" if source.from_on == "born_on" else str(limit)


def _unknown_sql(number: int, source: SpellSource) -> str:
    """Every subject of the table's kind of whom no row fills the column: it may be true on any day."""
    kind = load_tables()[source.table].about
    return (
        f"SELECT {number} AS spell_no, subject.subject_no, CAST(NULL AS DATE) AS from_on, "
        "CAST(NULL AS DATE) AS until_on, CAST(NULL AS VARCHAR) AS key, FALSE AS sure, 0 AS standing FROM subject "
        f"ANTI JOIN (SELECT subject_no FROM {source.table} WHERE {source.unsure_when_blank} IS NOT NULL) AS told "
        f"ON told.subject_no = subject.subject_no WHERE subject.kind = {quote(kind)}"
    )
