"""The bench of the pages: what it asks for and how it counts."""

from bench.office import Office
from bench.web import PAGES, due_lists, quantile
from sightline.web.pages.asked import GROUPS, SORTS


def test_a_quantile_is_a_value_that_was_measured() -> None:
    spent = [float(n) for n in range(100, 0, -1)]
    assert (quantile(spent, 0.5), quantile(spent, 0.95), quantile([7.0], 0.95)) == (51.0, 96.0, 7.0)


def test_no_two_lists_are_alike_and_all_can_be_asked_for() -> None:
    asked = due_lists(Office(0, 0, (), ()))
    assert len(set(asked)) == len(asked) == PAGES
    assert all(f"group={group}" in "".join(asked) for group in GROUPS if group not in ("child", "siblings"))
    assert all(f"sort={sort}" in "".join(asked) for sort in SORTS if sort != "child")


def test_children_are_different() -> None:
    assert Office(0, 0, (), ("a", "b", "c")).children(2) == ["/children/a/", "/children/b/"]
