"""The reference pages are written from the entries: they fail here while they are stale."""

from pathlib import Path

import pytest

from docs.make_reference import reference_pages
from sightline.checks import load_checks
from sightline.clocks import load_clocks, read_standards
from sightline.clocks.standards import Standards
from sightline.obligations.state import REASONS, STATES
from sightline.reports.reference import PAGES, write_reference
from sightline.reports.reference_states import MEANINGS, MENDS
from sightline.sources.declared import load_tables
from sightline.tables.entries import load_events, load_spells

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = load_clocks()
WRITTEN = reference_pages()
STANDARDS = ROOT / "sightline" / "clocks" / "standards.toml"


@pytest.mark.parametrize("name", WRITTEN)
def test_the_page_is_not_stale(name: str) -> None:
    held = (ROOT / PAGES / name).read_text(encoding="utf-8")
    assert held == WRITTEN[name], 'Run "make docs" and commit what it wrote.'


def test_every_step_and_citation_is_on_the_page() -> None:
    page = WRITTEN["clocks.md"]
    for clock in CLOCKS:
        assert all(f"`{step}`" in page for step in clock.steps)
        assert all(version.citation in page for version in clock.versions)


def test_every_table_and_column_is_on_the_page() -> None:
    page = WRITTEN["tables.md"]
    for table in load_tables().values():
        assert f"\n## {table.name}\n" in page
        assert all(f"| `{column}` |" in page for column in table.names)


def test_every_event_and_lasting_fact_is_on_the_page() -> None:
    page = WRITTEN["events.md"]
    assert all(f"\n### {event.name}\n" in page for event in load_events())
    assert all(f"\n### {spell.name.replace('_', ' ')}\n" in page for spell in load_spells())


def test_every_check_is_on_the_page_with_its_rule() -> None:
    page = WRITTEN["checks.md"]
    for check in load_checks():
        assert f"- id `{check.id}`" in page
        assert all(rule in page for rule in check.rule)


def test_every_state_and_reason_is_said_in_words() -> None:
    assert set(MEANINGS) == set(STATES)
    assert set(MENDS) == set(REASONS)


def test_every_command_is_on_the_page() -> None:
    page = WRITTEN["commands.md"]
    for words in ("load", "due", "explain", "loads", "made-up", "templates", "demo"):
        assert f"\n## sightline {words}\n" in page
    assert "\n### sightline clocks try\n" in page


def test_pages_are_written_where_they_belong(tmp_path: Path) -> None:
    written = write_reference(tmp_path, {"one.md": "# One\n"})
    assert [path.relative_to(tmp_path).as_posix() for path in written] == ["docs/reference/one.md"]
    assert written[0].read_bytes() == b"# One\n"


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
