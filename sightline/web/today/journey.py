"""The child's journey as a table: how many children are at each stage, and the duties that belong to it."""

from dataclasses import dataclass
from typing import Final

from sightline.store import Snapshot
from sightline.web.figures.board import (
    REST,
    STATES,
    Board,
    Stage,
    clocks_of,
    hidden_on_board,
    load_stages,
    protect,
    read_board,
)
from sightline.web.figures.kept import kept
from sightline.web.pages.asked import Asked, to_address
from sightline.web.quality.grades import Graded, grade_all, grade_figure

BAR: Final = 120
"""The width of the longest bar, in pixels."""
WIDEST: Final = 46
"""Half the width of the band where most children are, in per cent of its column."""


@dataclass(frozen=True)
class Count:
    """A figure and where it leads; `bars` are (pixels, kind) one after another. `under` says what it is made of."""

    text: str
    page: str = ""
    query: dict[str, object] | None = None
    words: str = ""
    bars: tuple[tuple[int, str], ...] = ()
    under: str = ""


@dataclass(frozen=True)
class StageRow:
    """One row; `band` is the path of the band of children behind the first figure, `inner` that of a part."""

    title: str
    says: str
    children: Count | None
    counts: tuple[Count, ...]
    band: str
    is_part: bool
    inner: float
    accuracy: Graded


@dataclass(frozen=True)
class Journey:
    """The table with its last row. `is_known` is False where the snapshot was made before stages were worked out."""

    rows: tuple[StageRow, ...]
    children: Count
    totals: tuple[Count, ...]
    most: str
    is_known: bool
    cut: bool
    accuracy: Graded


@kept
def read_journey(snapshot: Snapshot, hides: bool) -> Journey:
    """The journey of one scope; with `hides` small numbers are protected and nothing is a link."""
    board = read_board(snapshot)
    hidden = hidden_on_board(snapshot) if hides else frozenset()
    longest = _scale(board)
    bands = dict(zip([each.id for each in load_stages()], _bands(board, hides), strict=True))
    rows = []
    for stage in load_stages():
        counts = tuple(_duties(board, stage, state, longest, hidden, hides) for state in STATES)
        rows.append(StageRow(stage.title, stage.says, _children(board, stage, hidden, hides), counts,
                             bands[stage.id], bool(stage.part), _inner(board, stage),
                             grade_figure(snapshot, clocks_of(stage.id), hides)))  # fmt: skip
    every = protect(f"{board.children():,}", ("children", "all"), hidden)
    totals = tuple(_total(board, state, hidden, hides) for state in STATES)
    children = Count(every, "at_stage", None if hides else {}, "children open")
    known, accuracy = board.stages is not None, grade_all(snapshot, hides)
    return Journey(tuple(rows), children, totals, _most(board, hides), known, _is_cut(rows), accuracy)


def _is_cut(rows: list[StageRow]) -> bool:
    return any(kind == "gap" for row in rows for count in row.counts for _, kind in count.bars)


def _inner(board: Board, stage: Stage) -> float:
    """Half the width of a part's own band inside the one it belongs to."""
    most = max((board.children(each.stage) for each in load_stages() if each.stage), default=0)
    return round(WIDEST * board.children(stage.stage, stage.part) / most, 1) if stage.part and most else 0


def _children(board: Board, stage: Stage, hidden: frozenset[object], hides: bool) -> Count | None:
    if not stage.stage or board.stages is None:
        return None
    number = board.children(stage.stage, stage.part)
    key = ("children", stage.stage, stage.part) if stage.part else ("children", stage.stage)
    query: dict[str, object] = {"stage": stage.stage, "part": stage.part}
    return Count(protect(f"{number:,}", key, hidden), "at_stage", None if hides else query, f"children, {stage.title}")


def _duties(board: Board, stage: Stage, state: str, longest: int, hidden: frozenset[object], hides: bool) -> Count:
    clocks = clocks_of(stage.id)
    number, law = board.number(state, clocks), board.number(state, clocks, "law")
    words = {"overdue": "overdue", "due_soon": "due soon", "cannot_tell": "that we cannot tell"}[state]
    bars = () if hides else _bars(state, number, law, longest)
    return Count(
        text=protect(f"{number:,}", (state, "stage", stage.id), hidden),
        page="due_list",
        query=None if hides or not clocks else to_address(Asked(states=(state,), clocks=clocks)),
        words=f"{words}, {stage.title}",
        bars=bars,
        under=_set_by(number, law) if state == "overdue" and not hides else "",
    )


def _bars(state: str, number: int, law: int, longest: int) -> tuple[tuple[int, str], ...]:
    parts = [(law, "law"), (number - law, "own")] if state == "overdue" else [(number, state)]
    if number > longest:
        return (BAR - 30, parts[0][1]), (4, "gap"), (18, parts[0][1])
    return tuple((max(2, round(BAR * part / longest)), kind) for part, kind in parts if part)


def _scale(board: Board) -> int:
    """What the longest bar stands for: where one figure dwarfs all others it is cut, so that the others can be read."""
    found = sorted((board.number(s, clocks_of(each.id)) for each in load_stages() for s in STATES), reverse=True)
    largest, second = (*found, 0, 0)[:2]
    return max(1, second if largest > 3 * second and second else largest)


def _set_by(number: int, law: int) -> str:
    if not number:
        return ""
    if law == number:
        return "all law or guidance"
    return f"{law:,} in law or guidance" if law else "all our own standard"


def _total(board: Board, state: str, hidden: frozenset[object], hides: bool) -> Count:
    number, law = board.number(state), board.number(state, None, "law")
    words = {"overdue": "overdue", "due_soon": "due soon", "cannot_tell": "that we cannot tell"}[state]
    under = _set_by(number, law) if state == "overdue" and not hides else ""
    query = None if hides else to_address(Asked(states=(state,)))
    text = protect(f"{number:,}", (state, "all"), hidden)
    return Count(text, "due_list", query, f"{words}, all stages", (), under)


def _most(board: Board, hides: bool) -> str:
    """The two rows with most that is overdue, in a sentence; "" where nothing is, or figures are protected."""
    found = sorted(((board.number("overdue", clocks_of(s.id)), s) for s in load_stages()), key=lambda each: -each[0])
    largest = [(number, stage) for number, stage in found if number][:2]
    if hides or not largest:
        return ""
    said = [f"{_named(stage)} ({number:,}, {_set_by(number, _law(board, stage))})" for number, stage in largest]
    return f"Most of what is overdue: {' and '.join(said)}."


def _named(stage: Stage) -> str:
    return "work across stages" if stage.id == REST else stage.title[:1].lower() + stage.title[1:]


def _law(board: Board, stage: Stage) -> int:
    return board.number("overdue", clocks_of(stage.id), "law")


def _bands(board: Board, hides: bool) -> list[str]:
    """For each row the path of the band, in a box of 100 by 100: as wide as the children, joined to its neighbours."""
    outer = [stage for stage in load_stages() if stage.stage and not stage.part]
    numbers = {stage.id: board.children(stage.stage) for stage in outer}
    most = max(numbers.values(), default=0)
    if hides or not most:
        return [""] * len(load_stages())
    half = {name: max(0.8, WIDEST * number / most) for name, number in numbers.items()}
    paths, before, rows = [], 0.4, load_stages()
    for place, stage in enumerate(rows):
        if not stage.stage:
            paths.append("")
            continue
        own = half[stage.id] if stage.id in half else half[stage.stage]
        after = next(
            (half[each.id] if each.id in half else half[each.stage] for each in rows[place + 1 :] if each.stage), 0.4
        )
        top, bottom = (before + own) / 2 if place else 0.4, (own + after) / 2
        paths.append(_path(top, own, bottom))
        before = own
    return paths


def _path(top: float, own: float, bottom: float) -> str:
    """From the upper edge by the row's own width to the lower edge, both sides alike."""

    def side(way: int) -> tuple[str, ...]:
        widths = (top, (own + top) / 2, own, (own + bottom) / 2, bottom)
        return tuple(f"{50 + way * width:.1f}" for width in widths)

    (a, b, c, d, e), (v, w, x, y, z) = side(1), side(-1)
    down = f"M{a} 0C{b} 12.5 {c} 25 {c} 50C{c} 75 {d} 87.5 {e} 100"
    return f"{down}L{z} 100C{y} 87.5 {x} 75 {x} 50C{x} 25 {w} 12.5 {v} 0Z"
