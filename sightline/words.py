"""Words for people: the one kind of error a user can cause, and the nearest allowed word."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(eq=False)
class UserError(Exception):
    """Something a person can mend: what is wrong, where it is and what to do. Never a name or a date of birth."""

    what: str
    where: str = ""
    mend: str = ""

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.what}{place}. {self.mend}".strip()


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Say which allowed word is closest, or list them all: 'did you mean "met_by"?'."""
    names = sorted(allowed)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"?' if close else "Allowed: " + ", ".join(names) + "."
