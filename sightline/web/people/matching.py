"""Who is who: texts of the files beside people, and proposals of whom a text may mean. A proposal opens nothing."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sightline.store import Snapshot

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr"})


@dataclass(frozen=True)
class Text:
    """A text of the files that names a worker or a team, with the children it has as of the snapshot's day."""

    kind: str
    council: str
    text: str
    children: int


@dataclass(frozen=True)
class Known:
    """A person who may be tied: sign-in name, name, and whether their role answers for teams."""

    username: str
    name: str


def normalise(text: str) -> str:
    """A name without case, accents, titles, punctuation and order: 'VALE, Skye (Ms)' and 'Skye Vale' are equal."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9']+", plain)
    return " ".join(sorted(word for word in words if word not in TITLES))


def propose(texts: Iterable[Text], people: Iterable[Known]) -> dict[Text, tuple[Known, ...]]:
    """For each text of a worker the people whose name or sign-in name is the same once normalised."""
    known: dict[str, list[Known]] = {}
    for person in people:
        for name in {normalise(person.name), normalise(person.username.replace(".", " "))}:
            known.setdefault(name, []).append(person)
    return {text: tuple(known.get(normalise(text.text), ())) if text.kind == "worker" else () for text in texts}


def texts_of(snapshot: Snapshot) -> tuple[Text, ...]:
    """Every worker, team and service that the files name on the snapshot's day, those with most children first."""
    services = {row["name"]: row["parent_name"] for row in snapshot.table("teams").to_pylist()}
    children: dict[tuple[str, str, str], set[str]] = {}
    for row in _running(snapshot):
        for kind, text in (("worker", row["worker"]), ("team", row["team"]), ("service", services.get(row["team"]))):
            if text:
                children.setdefault((kind, row["council"], text), set()).add(row["subject_id"])
    found = (Text(*named, len(ids)) for named, ids in children.items())
    return tuple(sorted(found, key=lambda text: (text.kind, -text.children, text.text)))


def _running(snapshot: Snapshot) -> list[dict[str, Any]]:
    day = snapshot.record.as_of
    rows = snapshot.table("allocations").to_pylist()
    begun = (row for row in rows if row["from_on"] is not None and row["from_on"] <= day)
    return [row for row in begun if row["until_on"] is None or row["until_on"] > day]
