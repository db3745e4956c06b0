"""Passed, failed, could not run: the third is as loud as the second."""

from __future__ import annotations

from sightline.checks import load_checks

from .small import feed_of, run

SEEN = [check for check in load_checks() if check.id == "cp_visit_seen_not_said"]
PLAN = [check for check in load_checks() if check.id == "cp_visit_plan_not_there"]
VISIT = {"visit_id": "v1", "plan_id": "k1"}


def test_a_column_no_file_has_is_said_and_not_passed() -> None:
    results = run(SEEN, {"cp_visit": [VISIT]}, [feed_of("cp_visit", holds=("child_id", "visit_id", "visited_on"))])
    outcome = results.outcomes.to_pylist()[0]
    assert (outcome["outcome"], outcome["rows"], outcome["failed"]) == ("could not run", 0, 0)
    assert outcome["why"] == 'the file has no column for "The child was seen"'
    assert results.failures.num_rows == 0


def test_a_table_no_file_gives_is_said_once() -> None:
    results = run(SEEN, {"cp_plan": []})
    assert [(o["outcome"], o["feed"], o["why"]) for o in results.outcomes.to_pylist()] == [
        ("could not run", "", "no file that was loaded gives visits to children on protection plans")
    ]


def test_another_table_that_the_source_does_not_give() -> None:
    results = run(PLAN, {"cp_visit": [VISIT]})
    assert [(o["outcome"], o["why"]) for o in results.outcomes.to_pylist()] == [
        ("could not run", "the same source gives no child protection plans")
    ]


def test_a_failure_says_which_row_of_which_file() -> None:
    results = run(PLAN, {"cp_visit": [VISIT], "cp_plan": []})
    assert results.failures.to_pylist() == [
        {
            "council": "Northmarch",
            "subject_kind": "child",
            "subject_id": "MU1",
            "child_id": "MU1",
            "check": "cp_visit_plan_not_there",
            "table": "cp_visit",
            "key": "v1",
            "feed": "cp_visit@ssd",
            "file": "cp_visit.csv",
            "sheet": "",
            "line": 2,
        }
    ]


def test_a_check_about_no_row_passes_with_none() -> None:
    results = run(PLAN, {"cp_visit": [{"visit_id": "v1"}], "cp_plan": []})
    assert [(o["outcome"], o["rows"]) for o in results.outcomes.to_pylist()] == [("passed", 0)]
