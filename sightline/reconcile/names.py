"""Names made comparable: case, accents, marks, titles and the order of the parts do not count."""

import re
import unicodedata

TITLES = frozenset({"mr", "mrs", "miss", "ms", "mx", "master", "dr"})
_APART = re.compile(r"[^a-z ]+")
# Within a name these join ("O'Neill" is one word); between names they part ("Smith-Jones" is two).
_JOINED = re.compile(r"['\u2019\u02bc`.]")


def name_parts(*texts: str | None) -> tuple[str, ...]:
    """The parts of a name, sorted: "O'Neill, Siân" and "Sian ONEILL" have the same; () where there is none."""
    spelt = unicodedata.normalize("NFKD", " ".join(text for text in texts if text)).casefold()
    bare = "".join(letter for letter in _JOINED.sub("", spelt) if not unicodedata.combining(letter))
    return tuple(sorted(part for part in _APART.sub(" ", bare).split() if part not in TITLES))
