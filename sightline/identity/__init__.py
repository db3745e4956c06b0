"""Who is who: subjects, the source ids that are theirs, and records that are sealed."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.identity.aliases import current_aliases, update_aliases
    from sightline.identity.decisions import tie, untie
    from sightline.identity.sealing import read_sealed_list

__all__ = ["current_aliases", "read_sealed_list", "tie", "untie", "update_aliases"]
_HOMES = {"current_aliases": "aliases", "update_aliases": "aliases", "read_sealed_list": "sealing"}


def __getattr__(name: str) -> Any:
    """Load the tables these functions work on only when one of them is used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"sightline.identity.{_HOMES.get(name, 'decisions')}"), name)
