"""The measures a council follows: one TOML each, in this folder."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from sightline.words import UserError, nearest

HERE = Path(__file__).parent
NOT_MEASURES = frozenset({"grade"})
NEEDED = ("id", "title", "clock", "better", "because")


@dataclass(frozen=True)
class Measure:
    """A share met in time that is followed over months.

    `title` names what is done, as a plural that a sentence can begin with ("Visits to children in care"). `better`
    says which way is better and `because` why. `companion` is a clock that says something about the child's experience
    beside it; `companion_is` says what, or what is not collected. `first` puts it on the first page, in that order.
    """

    id: str
    title: str
    clock: str
    better: Literal["up", "down"]
    because: str
    companion: str = ""
    companion_is: str = ""
    first: int = 0


@cache
def load_measures() -> tuple[Measure, ...]:
    """Every measure, by its id. Raises UserError naming the file and the nearest allowed word."""
    return tuple(read_measure(path) for path in sorted(HERE.glob("*.toml")) if path.stem not in NOT_MEASURES)


def first_measures() -> tuple[Measure, ...]:
    """Those of the first page, in their order."""
    return tuple(sorted((measure for measure in load_measures() if measure.first), key=lambda each: each.first))


def read_measure(path: Path) -> Measure:
    """One entry, checked."""
    from sightline.clocks import load_clocks

    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise UserError("This measure is not TOML", path.name, str(fault)) from None
    allowed = [each.name for each in fields(Measure)]
    for name in held:
        _check(name in allowed, path, f'"{name}" is not a word of a measure', nearest(name, allowed))
    for name in NEEDED:
        _check(bool(held.get(name)), path, f'"{name}" is missing', "Every measure says it.")
    _check(held["better"] in ("up", "down"), path, f'better = "{held["better"]}"', 'Write "up" or "down".')
    clocks = {clock.id for clock in load_clocks()}
    for name in filter(None, (held["clock"], held.get("companion"))):
        _check(name in clocks, path, f'"{name}" is not a clock', nearest(name, clocks))
    return Measure(**held)


def _check(is_right: Any, path: Path, what: str, mend: str) -> None:
    if not is_right:
        raise UserError(what, path.name, mend)
