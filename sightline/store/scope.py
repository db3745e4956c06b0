"""Who looks, and what they may see. Nothing of a snapshot can be read without a scope."""

from dataclasses import dataclass, field

Subject = tuple[str, str, str]
"""council, subject_kind, subject_id"""


@dataclass(frozen=True)
class Scope:
    """What one reader may see. Sealed records are absent for a reader whose scope does not name them."""

    who: str
    sealed_seen: frozenset[Subject] = field(default_factory=frozenset)

    @staticmethod
    def whole_council() -> "Scope":
        """Whoever can read the store's folder from the command line: every child but sealed ones."""
        return Scope("the command line")
