"""Times the steps of a load as it is really done, by standing in front of the functions that do them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from importlib import import_module
from typing import Any

# Module, function, and the phase it belongs to. A name that is no longer there stops the bench: it is not left out.
WATCHED = (
    ("sightline.sources", "read_paths", "read"),
    ("sightline.identity", "update_aliases", "store"),
    ("sightline.flow", "save_load", "store"),
    ("sightline.flow", "publish", "store"),
    ("sightline.tables", "build_facts", "facts"),
    ("sightline.building", "read_aliases", "facts"),
    ("sightline.identity", "current_aliases", "facts"),
    ("sightline.obligations", "build_obligations", "obligations"),
    ("sightline.tables.totals", "control_totals", "snapshot"),
    ("sightline.flow", "save_snapshot", "snapshot"),
)
PHASES = tuple(dict.fromkeys(phase for _, _, phase in WATCHED))
REST = "rest"


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock, seconds of all cores together, and seconds by the clock of each phase."""

    seconds: float
    cpu_seconds: float
    phases: dict[str, float]


@dataclass
class Stopwatch:
    """Seconds by phase. What no watched function does is the rest."""

    begun: float = field(default_factory=time.perf_counter)
    begun_busy: float = field(default_factory=time.process_time)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(PHASES, 0.0))

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Add what is done here to a phase."""
        start = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - start

    def stop(self) -> Spent:
        """What was spent since it was made."""
        whole, busy = time.perf_counter() - self.begun, time.process_time() - self.begun_busy
        phases = {**self.seconds, REST: whole - sum(self.seconds.values())}
        return Spent(round(whole, 2), round(busy, 2), {name: round(spent, 2) for name, spent in phases.items()})


def watch(stopwatch: Stopwatch) -> None:
    """Stand in front of every watched function for as long as this process runs. Raises AttributeError."""
    for module_name, name, phase in WATCHED:
        module = import_module(module_name)
        setattr(module, name, _timed(getattr(module, name), stopwatch, phase))


def _timed(work: Callable[..., Any], stopwatch: Stopwatch, phase: str) -> Callable[..., Any]:
    @wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        with stopwatch.phase(phase):
            return work(*given, **named)

    return timed
