"""Small numbers: hidden, and not to be worked out; what may be shown is shown."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sightline.measures.small_numbers import FEWEST, Line, hidden_cells, recoverable, show

ROW = (Line("sum", ("a", "b", "c", "d")),)


def with_sum(**parts: int) -> dict[str, int]:
    return {**parts, "sum": sum(parts.values())}


def test_one_to_five_are_hidden_and_nought_is_not() -> None:
    values = {str(number): number for number in range(8)}
    assert hidden_cells(values) == {"1", "2", "3", "4", "5"}


def test_one_more_is_hidden_so_that_it_cannot_be_worked_out() -> None:
    assert hidden_cells(with_sum(a=3, b=20, c=12, d=0), ROW) == {"a", "c"}


def test_two_of_one_each_would_be_known_from_their_sum() -> None:
    assert hidden_cells(with_sum(a=1, b=1, c=12, d=40), ROW) == {"a", "b", "c"}


def test_a_lonely_part_takes_its_sum_with_it() -> None:
    assert hidden_cells(with_sum(a=9, b=0, c=0, d=0) | {"a": 3, "sum": 3}, ROW) == {"a", "sum"}


def test_many_duties_of_few_children_are_hidden() -> None:
    assert hidden_cells({"a": 8}, people={"a": 2}) == {"a"}
    assert not hidden_cells({"a": 8}, people={"a": 8})


def test_a_table_with_sums_both_ways() -> None:
    """The table [[3,12,20],[15,8,2],[22,10,8]]: hiding 3 and 2 alone would disclose both."""
    table = [[3, 12, 20], [15, 8, 2], [22, 10, 8]]
    values = {(row, column): table[row][column] for row, column in product(range(3), repeat=2)}
    lines = [Line(("row", n), tuple((n, m) for m in range(3))) for n in range(3)]
    lines += [Line(("column", m), tuple((n, m) for n in range(3))) for m in range(3)]
    lines.append(Line("all", tuple(("row", n) for n in range(3))))
    for line in lines:
        values[line.total] = sum(values[key] for key in line.parts)  # type: ignore[index]
    assert recoverable(values, lines, {(0, 0), (1, 2)}) == {(0, 0), (1, 2)}
    hidden = hidden_cells(values, lines)
    assert {(0, 0), (1, 2)} <= hidden
    assert not recoverable(values, lines, hidden)
    assert show(3, (0, 0), hidden) == "c"
    assert show(12, "nowhere", hidden) == "12"


@settings(deadline=None)
@given(st.lists(st.integers(0, 14), min_size=2, max_size=4))
def test_whoever_reads_a_row_cannot_work_out_a_small_part(parts: list[int]) -> None:
    """Every way to fill the hidden parts that a reader could think of: none of the small ones has only one value."""
    keys = tuple(range(len(parts)))
    values = {**dict(enumerate(parts)), "sum": sum(parts)}
    hidden = hidden_cells(values, [Line("sum", keys)])
    if "sum" in hidden:
        return
    unknown = [key for key in keys if key in hidden]
    rest = values["sum"] - sum(values[key] for key in keys if key not in hidden)
    ways = [way for way in product(range(1, rest + 1), repeat=len(unknown)) if sum(way) == rest]
    for place, key in enumerate(unknown):
        if 0 < values[key] < FEWEST:
            assert len({way[place] for way in ways}) >= 5


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4))
def test_nothing_hidden_in_a_table_can_be_worked_out(table: list[list[int]]) -> None:
    rows, columns = range(len(table)), range(3)
    values: dict[object, int] = {(row, column): table[row][column] for row in rows for column in columns}
    lines = [Line(("row", n), tuple((n, m) for m in columns)) for n in rows]
    lines += [Line(("column", m), tuple((n, m) for n in rows)) for m in columns]
    lines.append(Line("all", tuple(("row", n) for n in rows)))
    lines.append(Line("all", tuple(("column", m) for m in columns)))
    for line in lines:
        values[line.total] = sum(values[key] for key in line.parts)
    hidden = hidden_cells(values, lines)
    assert {key for key, value in values.items() if 0 < value < FEWEST} <= hidden
    assert not recoverable(values, lines, hidden)
    assert not {key for key in hidden if values[key] == 0}
