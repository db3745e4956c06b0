"""Text as people type it, made comparable: case, blanks, curly quotes and punctuation do not count."""

import re
from functools import lru_cache

# No-break, zero-width and direction marks, which web pages and spreadsheets leave behind.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BLANKS = re.compile(r"[\s\u00a0\u2007\u202f]+")
NOT_WORDS = re.compile(r"[^a-z0-9]+")

# Cells that say nothing, in lower case.
EMPTY = frozenset(
    {"", "null", "(null)", "#n/a", "n/a", "nan", "nat", "none", "<na>", "#ref!", "#value!", "#name?", "-", "--"}
)


def tidy(text: str) -> str:
    """Drop invisible characters, turn every run of blanks into one blank, and strip."""
    return BLANKS.sub(" ", INVISIBLE.sub("", text)).strip()


def is_empty(text: str) -> bool:
    """Whether a tidy cell says nothing: blank, NULL, #N/A and the like."""
    return text.lower() in EMPTY


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower-case letters and digits with single blanks between: 'Referral NFA?' and ' referral  nfa ' are the same."""
    return NOT_WORDS.sub(" ", tidy(text).lower()).strip()
