"""What the declared tables hold, as entries and SQL need to know it: columns, allowed values, titles."""

from functools import cache

from sightline.sources.declared import load_codes, load_kinds, load_tables


@cache
def declared_columns() -> dict[str, dict[str, str]]:
    """The columns of every declared table, each with its type ("id", "date", "time", "yes or no", …)."""
    return {name: {column.name: column.type for column in table.columns} for name, table in load_tables().items()}


@cache
def allowed_values(table: str, column: str) -> tuple[str, ...]:
    """The values a column may hold, where they are a closed set; empty where any text will do."""
    declared = load_tables()[table].column(column)
    if declared.type == "yes or no":
        return ("yes", "no")
    return tuple(load_codes()[declared.codes].codes) if declared.codes and declared.type == "code" else ()


def tables_about_subjects() -> dict[str, str]:
    """The tables about somebody a duty is owed to, each with the kind: not those of workers and teams."""
    return {name: table.about for name, table in load_tables().items() if table.about in load_kinds()}


def kind_numbers() -> dict[str, int]:
    """A number for each kind of subject; children are 0."""
    return {name: number for number, name in enumerate(load_kinds())}


def table_title(name: str) -> str:
    """What a person calls a table, in the middle of a sentence: "visits to looked-after children"."""
    title = load_tables()[name].title
    return title[0].lower() + title[1:]
