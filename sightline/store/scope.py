"""Who looks, and what they may see. Nothing of a snapshot can be read without a scope."""

from dataclasses import dataclass, field

Subject = tuple[str, str, str]
"""council, subject_kind, subject_id"""


class FiguresOnlyError(Exception):
    """Rows about children were asked for with a scope that may see figures only: a fault of the program."""


class NamesWithheldError(Exception):
    """Names of children were asked for with a scope that does not give them: a fault of the program."""


@dataclass(frozen=True)
class Scope:
    """What one reader may see.

    Sealed records are absent for a reader whose scope does not name them. `only` are the subjects that the reader may
    see, None for every one. With `figures_only` no row about a child is given, only counts of those subjects
    (`Snapshot.figures`). `names` says whether names of children are given where a source has them.
    """

    who: str
    sealed_seen: frozenset[Subject] = field(default_factory=frozenset)
    only: frozenset[Subject] | None = None
    figures_only: bool = False
    names: bool = False

    def sees(self, subject: Subject, is_sealed: bool) -> bool:
        """Say whether rows about this subject are given, or with `figures_only` counted."""
        return (self.only is None or subject in self.only) and (not is_sealed or subject in self.sealed_seen)

    @staticmethod
    def whole_council() -> "Scope":
        """Whoever can read the store's folder from the command line: every child but sealed ones."""
        return Scope("the command line")
