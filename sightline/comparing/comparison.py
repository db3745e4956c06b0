"""What changed between two loads."""

from collections import Counter
from dataclasses import dataclass

from sightline.comparing.causes import CAUSES, Cause, Moved
from sightline.store.records import LoadRecord


@dataclass(frozen=True)
class Comparison:
    """What changed between two loads: the duties that moved, with their cause, and how many of each clock stood in
    each state. Sealed records are in none of it.
    """

    first: LoadRecord
    second: LoadRecord
    before: Counter[tuple[str, str]]
    after: Counter[tuple[str, str]]
    moved: tuple[Moved, ...]

    def stood(self, clock: str = "") -> tuple[Counter[str], Counter[str]]:
        """How many stood in each state before and after, of one clock or of all."""
        both = Counter[str](), Counter[str]()
        for states, counted in zip(both, (self.before, self.after), strict=True):
            for (each, state), number in counted.items():
                states[state] += number if clock in ("", each) else 0
        return both

    def parts(self, clock: str = "") -> dict[Cause, Counter[str]]:
        """By cause, by how many each state grew; all causes together sum to `after` less `before`. One clock or all."""
        found: dict[Cause, Counter[str]] = {cause: Counter() for cause in CAUSES}
        for each in self.moved:
            if clock in ("", each.clock):
                found[each.cause][each.after] += 1
                found[each.cause][each.before] -= 1
        return {cause: Counter({s: n for s, n in grown.items() if s and n}) for cause, grown in found.items()}
