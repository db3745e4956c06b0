"""What the README and the tutorial show is what their commands print: each is followed from its first line on."""

from pathlib import Path

import pytest

from docs.walkthrough import PAGES, ROOT, Command, File, follow, read_page, rewrite, shorten


@pytest.mark.parametrize("name", PAGES)
def test_the_page_shows_what_its_commands_print(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for done in follow(text, tmp_path):
        shown = "\n".join(done.printed)
        assert done.code == done.wanted_code, f"{done.command.line}\n{shown}"
        assert shown == "\n".join(done.command.told), f'{done.command.line}\nRun "make docs" and read what changed.'


PAGE = """\
Save this as `own/list.csv`:

```csv
a,b
```

```console
$ sightline --version
Sightline 0
$ sightline due --state late  # ends with exit code 2
old
…
older
```

```sh
not run
```
"""


def test_a_page_is_read_into_files_and_commands() -> None:
    file, first, second = read_page(PAGE)
    assert file == File("own/list.csv", "a,b\n")
    assert first == Command("sightline --version", ("Sightline 0",), 8, 9)
    assert isinstance(second, Command)
    assert second.told == ("old", "…", "older")


def test_a_page_is_written_again_in_the_same_shape() -> None:
    lines = rewrite(PAGE).splitlines()
    assert lines[8].startswith("Sightline 0.")
    assert lines[10:12] == ["Usage: sightline due [OPTIONS]", "…"]
    assert lines[12].startswith("Error: ")
    assert rewrite("\n".join(lines) + "\n").splitlines() == lines


def test_a_page_with_a_command_that_fails_is_not_written_again() -> None:
    with pytest.raises(SystemExit, match="exit code 2"):
        rewrite("```console\n$ sightline due --state late\n```\n")


def test_a_page_may_run_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="may only run sightline"):
        list(follow("```console\n$ rm everything\n```\n", tmp_path))


def test_lines_are_left_out_where_the_page_leaves_them_out() -> None:
    printed = ("1", "2", "3", "4", "5")
    assert shorten(printed, ()) == printed
    assert shorten(printed, ("x", "…", "x")) == ("1", "…", "5")
    assert shorten(printed, ("x", "…")) == ("1", "…")
    assert shorten(printed, ("x", "x", "x", "…", "x", "x")) == printed
