"""Declarations of tables, codes and sources: complete, and refused where a word is not known."""

from __future__ import annotations

from pathlib import Path

import pytest

from sightline.sources import declared, layouts
from sightline.sources.declared import load_codes, load_tables
from sightline.sources.layouts import load_sources
from sightline.sources.model import KINDS
from sightline.words import UserError


def test_every_table_is_filled_by_some_source_or_made_downstream() -> None:
    filled = {feed.table for source in load_sources() for lay in source.layouts for feed in lay.feeds}
    assert set(load_tables()) - filled == {"known_when", "rows_by_load", "rows_by_month", "rows_by_team"}
    assert filled <= set(load_tables())


def test_every_code_list_is_used() -> None:
    used = {column.codes for table in load_tables().values() for column in table.columns} - {""}
    assert used == set(load_codes())


def test_every_date_with_a_time_has_its_day() -> None:
    for table in load_tables().values():
        for column in table.columns:
            if column.type == "time":
                assert column.name.removesuffix("_at") + "_on" in table.names


def test_dates_end_in_on() -> None:
    for table in load_tables().values():
        assert all((column.type == "date") == column.name.endswith("_on") for column in table.columns), table.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('titel = "x"', '"titel" is not a key of a table (odd.toml). Did you mean "title"?'),
        (
            'title = "x"\nmeaning = "y"\n[[column]]\nname = "a"\ntype = "dat"\nmeaning = "z"\nsensitivity = "none"',
            '"dat" is not a type of column (odd.toml). Did you mean "date"?',
        ),
    ],
)
def test_unknown_words_in_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, words: str) -> None:
    (tmp_path / "odd.toml").write_text(text)
    monkeypatch.setattr(declared, "FOLDER", tmp_path)
    with pytest.raises(UserError) as caught:
        load_tables.__wrapped__()
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (
            'table = "cla_visits"\nhistory = "all"',
            '"cla_visits" is not a table (odd/source.toml). Did you mean "cla_visit"?',
        ),
        ('table = "pep"\nhistory = "everything"', '"everything" is not a history (odd/source.toml). Allowed: '),
        (
            'table = "pep"\nhistory = "all"\n[list.feed.columns]\nbegun_on = "x"',
            '"begun_on" is not a column of pep (odd/source.toml). ',
        ),
    ],
)
def test_unknown_words_in_a_source(tmp_path: Path, feed: str, words: str) -> None:
    path = tmp_path / "odd" / "source.toml"
    path.parent.mkdir()
    path.write_text(f'source = "odd"\ntitle = "Odd"\n[[list]]\nname = "one"\n[[list.feed]]\n{feed}\n')
    with pytest.raises(UserError) as caught:
        layouts._source(path)
    assert str(caught.value).startswith(words)


def test_the_kinds_of_findings_are_all_different() -> None:
    assert len(set(KINDS)) == len(KINDS)
