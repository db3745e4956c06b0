"""The entries of measures: each can be read, and a wrong one is refused in words."""

from pathlib import Path

import pytest

from sightline.measures.entries import first_measures, load_measures, read_measure
from sightline.words import UserError

RIGHT = """id = "x"
title = "Visits"
clock = "cla_visit"
better = "up"
because = "A child is seen."
"""


def test_every_entry() -> None:
    measures = load_measures()
    assert len({measure.id for measure in measures}) == len(measures) > 4
    assert [measure.first for measure in first_measures()] == [1, 2, 3, 4]
    assert all(measure.companion_is for measure in measures)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ('because = "A child is seen."|', 'This measure has no "because" (x.toml, line 1). Add "because".'),
        ("title =|titel =", '"titel" is not a word a measure may use (x.toml, line 2). Did you mean "title"?'),
        ('"up"|"more"', '"more" is not a way that is better (x.toml, line 4). Allowed: down, up.'),
        ('"cla_visit"|"cla_visits"', '"cla_visits" is not a clock (x.toml, line 3). Did you mean "cla_visit"?'),
    ],
)
def test_a_wrong_entry(tmp_path: Path, changed: str, said: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(RIGHT, encoding="utf-8")
    assert read_measure(path).title == "Visits"
    path.write_text(RIGHT.replace(*changed.split("|")), encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_measure(path)
    assert str(refused.value) == said


def test_not_toml(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("id = ", encoding="utf-8")
    with pytest.raises(UserError, match="This file is not valid TOML"):
        read_measure(path)
