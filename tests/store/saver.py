"""Records one made-up event, on the real way of the register: used by the tests, and run as a program to be stopped.

Run: python saver.py STORE WORD [POINT]. It stops dead, as a power cut would, at the POINT-th point; with "hang" for a
point it says when the line is written and not yet synced, and waits to be killed there.
"""

import os
import sys
import time
from datetime import date
from pathlib import Path

from sightline.store import Disk, open_store
from sightline.store.recorded import Recorded, add_recorded

STOPPED = 77


def made_up_event(word: str, **more: object) -> Recorded:
    """A visit; another word is another form."""
    told: dict[str, object] = {
        "council": "Northmoor",
        "subject_kind": "child",
        "subject_id": "1",
        "child_id": "1",
        "by": "Ada Dale",
        "role": "worker",
        "when": "2026-11-01T09:00:00Z",
        "why": f"Typed as {word}",
        "kind": "meeting",
        "event": "cin_visit_child_seen",
        "clock": "cin_visit",
        "on": date(2026, 10, 30),
    }
    return Recorded(**{**told, "token": word, **more})  # type: ignore[arg-type]


def main() -> None:
    """Record, and stop at the given point."""
    folder, word, *rest = sys.argv[1:]
    hangs = rest == ["hang"]
    last, passed = int(rest[0]) if rest and not hangs else -1, 0

    def step(name: str) -> None:
        nonlocal passed
        if hangs and name.startswith("before syncing"):
            print(name, flush=True)
            time.sleep(120)
        if passed == last:
            os._exit(STOPPED)
        passed += 1

    add_recorded(open_store(Path(folder), Disk(step)), made_up_event(word))


if __name__ == "__main__":
    main()
