"""The reference pages are written from the entries: they fail here while they are stale."""

from pathlib import Path

import pytest

from sightline.clocks import load_clocks, read_standards
from sightline.clocks.standards import Standards
from sightline.reports.reference import PAGES, reference_pages, write_reference

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = load_clocks()
STANDARDS = ROOT / "sightline" / "clocks" / "standards.toml"


@pytest.mark.parametrize("name", reference_pages(CLOCKS))
def test_the_page_is_not_stale(name: str) -> None:
    held = (ROOT / PAGES / name).read_text(encoding="utf-8")
    assert held == reference_pages(CLOCKS)[name], 'Run "make docs" and commit what it wrote.'


def test_every_step_and_citation_is_on_the_page() -> None:
    page = reference_pages(CLOCKS)["clocks.md"]
    for clock in CLOCKS:
        assert all(f"`{step}`" in page for step in clock.steps)
        assert all(version.citation in page for version in clock.versions)


def test_pages_are_written_where_they_belong(tmp_path: Path) -> None:
    assert [path.relative_to(tmp_path).as_posix() for path in write_reference(tmp_path, CLOCKS)] == [
        "docs/reference/clocks.md"
    ]


def test_the_template_of_local_standards_sets_nothing() -> None:
    assert read_standards(STANDARDS, steps()) == Standards()


def test_the_template_of_local_standards_names_every_local_step_and_nothing_else(tmp_path: Path) -> None:
    filled = tmp_path / "standards.toml"
    lines = STANDARDS.read_text(encoding="utf-8").splitlines()
    filled.write_text("\n".join(_without_mark(line) for line in lines), encoding="utf-8")
    standards = read_standards(filled, steps())
    local = {step.id for clock in CLOCKS for version in clock.versions for step in version.steps if step.is_local}
    assert set(standards.limits) == local
    assert standards.targets
    assert not set(standards.targets) & local


def steps() -> tuple[str, ...]:
    """The ids of all steps."""
    return tuple(step for clock in CLOCKS for step in clock.steps)


def _without_mark(line: str) -> str:
    return line.removeprefix("# ") if ' = "' in line else line
