"""The reference of the tables as a page for people, written from their entries: `make docs` writes it again."""

from collections.abc import Iterator, Mapping
from typing import Final

from sightline.sources.declared import CodeList, Column, Declared, load_codes, load_tables
from sightline.sources.layouts import Layout, Source, load_sources

INTRODUCTION: Final = """\
# Tables

What Sightline reads from files, and where each table comes from. This page is written from `sightline/tables/*.toml`
and the `source.toml` of each source; `make docs` writes it again.

Every table also holds `feed`, `file`, `sheet` and `line`: the place in the file that a row came from. Tables about
children hold `child_id`, the id that the file uses. Columns of a file that stand nowhere on this page are named and
counted, not stored.

*History* says how far back a file goes: all of it; six months and whatever is open; or the latest day only.
What that means for an answer: [How far the data reaches](../explanation/how-far-the-data-reaches.md).
"""


def tables_page() -> str:
    """The page of all tables and code lists, by name, in Markdown."""
    feeds = _fed_from()
    parts = [INTRODUCTION, "| table | what it holds | whose rows |\n|---|---|---|"]
    parts += [f"| [`{t.name}`](#{t.name}) | {t.title} | {t.about} |" for t in load_tables().values()]
    parts += ["\n".join(_table(table, feeds.get(table.name, ()))) for table in load_tables().values()]
    parts += [
        "\n## Code lists\n\nClosed lists. A cell that holds no code of its list is a finding and counts as blank."
    ]
    parts += ["\n".join(_codes(codes)) for codes in load_codes().values()]
    return "\n".join(parts).rstrip() + "\n"


def _table(table: Declared, feeds: tuple[str, ...]) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.title}. {table.meaning}.\n"
    yield from (f"- from {feed}" for feed in feeds)
    if table.unique:
        yield f"- `{table.unique}` must not be used twice in one list"
    yield "\n| column | type | meaning | SSD item | sensitivity |\n|---|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {_type(column)} | {column.meaning} | {column.ssd} | {column.sensitivity} |"


def _type(column: Column) -> str:
    return f"{column.type}: [{column.codes}](#codes-{column.codes})" if column.codes else column.type


def _codes(codes: CodeList) -> Iterator[str]:
    yield f'\n<a id="codes-{codes.name}"></a>\n### `{codes.name}`\n\n{codes.means}\n'
    yield "| code | meaning |\n|---|---|"
    yield from (f"| `{code}` | {means} |" for code, means in codes.codes.items())


def _fed_from() -> Mapping[str, tuple[str, ...]]:
    """For each table, the lists that fill it, each with how much history it holds."""
    found: dict[str, dict[str, None]] = {}
    for source in load_sources():
        for layout in source.layouts:
            for feed in layout.feeds:
                line = f"{source.title}, {_called(source, layout)}: history {feed.history}"
                found.setdefault(feed.table, {})[line] = None
    return {table: tuple(lines) for table, lines in found.items()}


def _called(source: Source, layout: Layout) -> str:
    return f'sheet "{layout.name}"' if source.name == "local" else f"`{layout.name}`"
