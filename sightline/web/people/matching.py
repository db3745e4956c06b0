"""Who is who: texts of the files beside people, and proposals of whom a text may mean. A proposal opens nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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
    day = snapshot.record.as_of
    rows = snapshot.table("allocations").to_pylist()
    runs = [row for row in rows if row["from_on"] and row["from_on"] <= day and not _over(row["until_on"], day)]
    services = {row["name"]: row["parent_name"] for row in snapshot.table("teams").to_pylist()}
    counted: Counter[tuple[str, str, str]] = Counter()
    for row in {tuple(row[c] for c in ("council", "subject_kind", "subject_id", "worker", "team")): row for row in runs}.values():
        named = (("worker", row["worker"]), ("team", row["team"]), ("service", services.get(row["team"])))
        counted.update((kind, row["council"], text) for kind, text in named if text)
    found = [Text(kind, council, text, number) for (kind, council, text), number in counted.items()]
    return tuple(sorted(found, key=lambda text: (text.kind, -text.children, text.text)))


def count_untied(texts: Iterable[Text], tied: Mapping[tuple[str, str, str], object]) -> tuple[int, int]:
    """How many texts of workers are tied to nobody, and how many children have such a worker."""
    untied = [text for text in texts if text.kind == "worker" and (text.kind, text.council, text.text) not in tied]
    return len(untied), sum(text.children for text in untied)


def _over(until: object, day: object) -> bool:
    return until is not None and until <= day  # type: ignore[operator]
