"""What has been worked out from a snapshot for a scope, kept: neither ever changes."""

from collections import OrderedDict
from collections.abc import Callable
from functools import update_wrapper
from threading import Lock, RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sightline.store import Snapshot

MOST = 128
"""Answers kept in one process, the ones longest not asked for given up first."""
_KEPT: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_LOCK = Lock()
_MAKING = RLock()
"""Of one thread several times over: what is made may be made of others that are kept."""

P = ParamSpec("P")
T = TypeVar("T")


def _find(key: tuple[Any, ...]) -> tuple[Any] | None:
    """What is kept, in a tuple of its own, for what is kept may be None."""
    with _LOCK:
        if key not in _KEPT:
            return None
        _KEPT.move_to_end(key)
        return (_KEPT[key],)


def kept(make: Callable[Concatenate[Snapshot, P], T]) -> Callable[Concatenate[Snapshot, P], T]:
    """Keep what a function makes of a snapshot, by the snapshot, what the scope lets through, and its other arguments.

    What it makes must depend on nothing else, and nobody may change it.
    """

    def answer(snapshot: Snapshot, /, *rest: P.args, **named: P.kwargs) -> T:
        scope = snapshot.scope
        seen = (scope.sealed_seen, scope.only, scope.figures_only, scope.names, snapshot.without)
        key = (make.__qualname__, str(snapshot.folder), seen, rest, tuple(sorted(named.items())))
        found = _find(key)
        if found is not None:
            return found[0]  # type: ignore[no-any-return]
        with _MAKING:  # of several who ask at once one makes it, and the others wait for that
            found = _find(key)
            made = found[0] if found else make(snapshot, *rest, **named)
            with _LOCK:
                _KEPT[key] = made
                while len(_KEPT) > MOST:
                    _KEPT.popitem(last=False)
        return made

    update_wrapper(answer, make)
    return answer
