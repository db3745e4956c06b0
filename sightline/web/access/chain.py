"""The chain: how a line is sealed, and how the log is gone through to find a line altered, missing or added."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64
"""What stands before the first line."""

SEALED = (
    "number",
    "at",
    "person_id",
    "who",
    "role",
    "action",
    "page",
    "council",
    "subject_kind",
    "subject_id",
    "children",
    "listed",
    "why",
    "snapshot",
    "before",
)


def seal_of(secret: bytes, line: Mapping[str, Any]) -> str:
    """The keyed hash of a line. Whoever alters one without the installation's secret cannot make its seal."""
    plain = [_plain(line[column]) for column in SEALED]
    return hmac.new(secret, json.dumps(plain, ensure_ascii=False).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What going through the log found: how many lines hold, and the first thing wrong ('' if nothing)."""

    lines: int
    wrong: str
    last_seal: str

    @property
    def holds(self) -> bool:
        """Say whether every line is there and as it was written."""
        return not self.wrong


def verify(secret: bytes, lines: Iterable[Mapping[str, Any]], head: tuple[int, str]) -> Verdict:
    """Go through the lines in order of number. `head` is what the log itself says of its end."""
    before, count = FIRST, 0
    for line in lines:
        wrong = _wrong(secret, line, count + 1, before)
        if wrong:
            return Verdict(count, wrong, before)
        before, count = str(line["seal"]), count + 1
    if head != (count, before):
        return Verdict(count, f"The log says that it ends with line {head[0]}, and holds {count}", before)
    return Verdict(count, "", before)


def _wrong(secret: bytes, line: Mapping[str, Any], expected: int, before: str) -> str:
    if line["number"] != expected:
        return f"Line {expected} is missing"
    if line["before"] != before:
        return f"Line {expected} does not follow the line before it"
    if not hmac.compare_digest(seal_of(secret, line), str(line["seal"])):
        return f"Line {expected} is not as it was written"
    return ""


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
