"""Every check does with its own examples what they say, and every entry can be read by a person."""

from __future__ import annotations

import pytest

from sightline.checks import Check, load_checks
from sightline.checks.entry import Example

from .small import run

EXAMPLES = [(check, example) for check in load_checks() for example in check.examples]


@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=[f"{c.id}: {e.name}" for c, e in EXAMPLES])
def test_examples(check: Check, example: Example) -> None:
    others = {name: [] for name in (check.orphan, *check.tables, *check.parents) if name}
    results = run([check], {**others, **example.rows})
    failed = sorted(line - 1 for line in results.failures["line"].to_pylist())
    assert failed == list(example.fails)
    outcomes = results.outcomes.to_pylist()
    assert {outcome["outcome"] for outcome in outcomes} <= {"passed", "failed"}
    assert sum(outcome["failed"] for outcome in outcomes) == len(example.fails)


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.id)
def test_the_examples_hold_rows_that_pass_and_rows_that_fail(check: Check) -> None:
    rows = sum(len(example.rows[check.table]) for example in check.examples)
    failing = sum(len(example.fails) for example in check.examples)
    assert 0 < failing < rows


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: check.id)
def test_words_for_people(check: Check) -> None:
    """What is wrong is a sentence without its full stop; what to do ends with one."""
    assert check.title[0].isupper() and not check.title.endswith(".")
    assert check.says[0].isupper() and not check.says.endswith(".")
    assert check.mend[0].isupper() and check.mend.endswith(".")
