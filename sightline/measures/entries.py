"""The measures a council follows: one TOML each, in this folder."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from sightline.entry_files import read_entry

HERE = Path(__file__).parent
NOT_MEASURES = frozenset({"grade"})
WORDS = {**dict.fromkeys("id title clock better because companion companion_is".split(), str), "first": int}
NEEDED = ("id", "title", "clock", "better", "because")
BETTER = ("up", "down")


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

    file, held = read_entry(path)
    file.check_table(held, WORDS, "a measure")
    file.check_needs(held, NEEDED, "This measure")
    file.check_name(held["better"], BETTER, "a way that is better")
    clocks = [clock.id for clock in load_clocks()]
    for name in filter(None, (held["clock"], held.get("companion"))):
        file.check_name(name, clocks, "a clock")
    return Measure(**held)
