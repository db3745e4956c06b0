"""What is served with every page: nothing of GOV.UK's own look, nothing from elsewhere, nothing inline."""

import re
from pathlib import Path

import pytest

import sightline.web

WEB = Path(sightline.web.__file__).parent
STATIC = sorted(path for path in (WEB / "static").rglob("*") if path.is_file())
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", STATIC, ids=lambda path: path.name)
def test_no_crown_and_no_transport(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.name == "govuk-licence.txt":
        return
    assert not re.search(r"GDS Transport|crown|crest|@font-face|url\(\s*[\"']?(?!data:)", text, re.IGNORECASE)
    assert path.suffix in (".css", ".js", ".svg", ".txt")
    assert not re.search(r"sourceMappingURL|@import", text)


def test_the_notice_of_the_licence_is_there() -> None:
    assert "Crown Copyright" in (WEB / "static/sightline/govuk-licence.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_nothing_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text), "The content security policy refuses it"
    assert not re.search(r"<script(?![^>]*\ssrc=)", text), "The content security policy refuses it"
    assert not re.search(r"(src|href)=\"https?:", text), "Nothing is fetched from elsewhere"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_no_page_opens_a_snapshot_by_itself() -> None:
    for path in (WEB / "pages").rglob("*.py"):
        assert not re.search(
            r"open_snapshot|read_table|Scope\(|whole_council|SHELF", path.read_text(encoding="utf-8")
        ), path
