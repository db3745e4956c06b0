"""Sightline's own tables: what they hold, and the events and spells made from them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sightline.tables.build import Facts, build_facts

__all__ = ["Facts", "build_facts"]


def __getattr__(name: str) -> Any:
    """Load the builder, and the engine with it, only when somebody builds."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sightline.tables import build

    return getattr(build, name)
