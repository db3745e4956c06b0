"""Faults put into a copy of one engine on purpose are noticed by the other, on a small fixed set of histories."""

import importlib
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sightline.calendars.working_days import load_calendars
from sightline.clocks import load_clocks
from sightline.obligations import build
from sightline.obligations.reference import answers
from tests.properties import agreement
from tests.properties.agreement import Batch, Key, make_batch
from tests.properties.test_once_wrong import AS_OF, CASES, STANDARDS
from tests.properties.world import World

FAULTS = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))
Changes = list[list[str]]
BATCHES, HISTORIES = ("once wrong", 0, 2, 4, 1), 800


@pytest.fixture(autouse=True, scope="module")
def tuesdays_off() -> Iterator[None]:
    """One law's working days made to differ from the others': as they stand, all three laws name the same days."""
    calendars = load_calendars()
    kept = calendars["complaints_2006"]
    calendars["complaints_2006"] = replace(kept, days=tuple(day for day in kept.days if day.weekday() != 1))
    yield
    calendars["complaints_2006"] = kept


@cache
def batch(number: int | str) -> Batch:
    """Random histories by their number; and those once answered wrongly, where all feeds reach the as-of date."""
    if isinstance(number, int):
        return make_batch(number, HISTORIES)
    histories = [case.history() for case in CASES.values() if not case.ends]
    return Batch(histories, World(load_clocks(), STANDARDS, histories[0].reach, AS_OF))


@cache
def reference(number: int | str) -> Counter[Key]:
    return batch(number).reference()


@cache
def sql(number: int | str) -> Counter[Key]:
    return batch(number).sql()


@pytest.mark.parametrize("number", BATCHES)
def test_unbroken_engines_agree(number: int | str) -> None:
    assert reference(number) == sql(number)


@pytest.mark.parametrize("name", FAULTS["sql"])
def test_a_fault_in_the_sql_engine_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = build.steps()
    broken = put_in(FAULTS["sql"][name], steps)
    monkeypatch.setattr(build, "steps", lambda: broken)
    assert any(batch(number).sql() != reference(number) for number in BATCHES)


@pytest.mark.parametrize("name", FAULTS["reference"])
def test_a_fault_in_the_reference_engine_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy = f"copy_{abs(hash(name))}"
    write_copy(tmp_path / copy, FAULTS["reference"][name])
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(agreement, "work_out", importlib.import_module(copy).work_out)
    assert any(batch(number).reference() != sql(number) for number in BATCHES)


def write_copy(folder: Path, changes: Changes) -> None:
    """A copy of the reference engine as a package of another name, with the changes put in."""
    original = Path(answers.__file__).parent
    texts = {path.stem: path.read_text(encoding="utf-8") for path in original.glob("*.py")}
    folder.mkdir()
    for name, text in put_in(changes, texts).items():
        renamed = text.replace("sightline.obligations.reference", folder.name)
        (folder / f"{name}.py").write_text(renamed, encoding="utf-8")


def put_in(changes: Changes, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts with every change made; a change that finds nothing to change is no fault."""
    broken = dict(texts)
    for where, old, new in changes:
        assert old in broken[where], f"{where} no longer says: {old}"
        broken[where] = broken[where].replace(old, new)
        assert broken[where] != texts[where]
    return broken
