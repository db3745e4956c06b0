"""The machine, the versions and the memory of this process: what a figure means nothing without."""

import ctypes
import os
import platform
import sys
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("duckdb", "pyarrow", "python-calamine", "xlsxwriter", "typer")
MB = 1024 * 1024


@dataclass(frozen=True)
class Machine:
    """Where and when figures were measured. `memory_gb`: of the whole machine; None where it cannot be asked."""

    cpu: str
    cores: int
    memory_gb: int | None
    system: str
    python: str
    libraries: dict[str, str]
    on: date


def this_machine(on: date) -> Machine:
    """The machine that runs this, on this day."""
    return Machine(
        _cpu(),
        os.cpu_count() or 1,
        _memory(),
        f"{platform.system()} {platform.machine()}",
        platform.python_version(),
        {name: version(name) for name in LIBRARIES},
        on,
    )


def busy() -> float | None:
    """How many programs wanted a core in the last minute; None on a system that does not count them."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def peak_mb() -> int | None:
    """The most memory this process has held, in megabytes; None on a system that cannot be asked.

    Linux counts in getrusage what the program that started this one held, so its own status file is asked first.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM")), "")
        return round(int(line.split()[1]) / 1024) if line else None
    return _peak_on_windows() if sys.platform == "win32" else _peak_by_usage()


def _peak_by_usage() -> int:
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(held / MB if sys.platform == "darwin" else held / 1024)


def _peak_on_windows() -> int | None:
    """PeakWorkingSetSize of PROCESS_MEMORY_COUNTERS: two 32-bit numbers, then eight as wide as an address."""
    counters = (ctypes.c_size_t * 10)()
    windll = getattr(ctypes, "windll", None)
    if windll is None:
        return None
    own = ctypes.c_void_p(windll.kernel32.GetCurrentProcess())
    asked = windll.psapi.GetProcessMemoryInfo(own, ctypes.byref(counters), ctypes.sizeof(counters))
    wide = ctypes.sizeof(ctypes.c_size_t) == 8
    return round(counters[1 if wide else 2] / MB) if asked else None


def _cpu() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.is_file() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


def _memory() -> int | None:
    names = getattr(os, "sysconf_names", {})
    if "SC_PHYS_PAGES" not in names:
        return None
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / MB / 1024)
