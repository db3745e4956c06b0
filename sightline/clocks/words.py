"""The closed words of an entry, and the kind of value each takes."""

from collections.abc import Mapping
from datetime import date

from sightline.entry_files import BLOCKS, TEXTS, Kind

CLOCK_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys(
        "id title question area about strength starts per early due_with day_of_start warn owner".split(), str
    ),
    **dict.fromkeys("met_by stops only_if extends agreed_by pauses".split(), TEXTS),
    **dict.fromkeys(("version", "example"), BLOCKS),
    **dict.fromkeys("repeats may_be_late lapses".split(), bool),
}
CLOCK_NEEDS = ("id", "title", "question", "area", "strength", "starts", "per", "owner", "version")
VERSION_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys("citation url calendar evidence reading".split(), str),
    "from": object,
    "checked": date,
    "step": BLOCKS,
}
VERSION_NEEDS = ("from", "citation", "url", "calendar", "evidence", "step")
STEP_WORDS: Mapping[str, Kind] = {
    **dict.fromkeys("id when judged_on within otherwise strength".split(), str),
    "nth": int,
}
EXAMPLE_WORDS: Mapping[str, Kind] = {
    "name": str,
    **dict.fromkeys("as_of data_to commenced".split(), date),
    **dict.fromkeys("events expect spells school_terms".split(), list),
    **dict.fromkeys("standards history".split(), dict),
}
EXAMPLE_NEEDS = ("name", "events", "as_of", "expect")
STRENGTHS = ("statutory", "guidance", "national_standard", "local", "drift")
