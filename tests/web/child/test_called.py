"""What a child is called: by scope, with the age in words."""

from datetime import date

import pytest

from sightline.web.child.called import Called, say_age

AS_OF = date(2026, 4, 28)


@pytest.mark.parametrize(
    ("born", "expected", "died", "said"),
    [
        (date(2017, 4, 28), None, None, "aged 9"),
        (date(2017, 4, 29), None, None, "aged 8"),
        (date(2024, 4, 28), None, None, "aged 2"),
        (date(2024, 4, 29), None, None, "aged 23 months"),
        (date(2026, 3, 28), None, None, "aged 1 month"),
        (date(2026, 3, 29), None, None, "aged under 1 month"),
        (date(2026, 4, 28), None, None, "aged under 1 month"),
        (None, date(2026, 6, 3), None, "expected 3 June"),
        (date(2026, 6, 3), None, None, "expected 3 June"),
        (None, date(2026, 4, 1), None, ""),
        (None, None, None, ""),
        (date(2017, 4, 28), None, date(2026, 2, 1), "died 1 February"),
    ],
)
def test_age(born: date | None, expected: date | None, died: date | None, said: str) -> None:
    assert say_age({"born_on": born, "expected_on": expected, "died_on": died}, AS_OF) == said


def test_without_a_name_the_id_stands_for_it() -> None:
    subject = ("Northmoor", "child", "K1")
    assert Called(subject, "K1", age="aged 9").heading == "K1, aged 9"
    assert Called(subject, "K1").first == "this child"
    assert Called(subject, "K1", "Wren", "Tallowby", "aged 9").heading == "Wren Tallowby, aged 9"
