"""A store that cannot be used is refused in words that say what to do."""

import json
from pathlib import Path

import pytest

from sightline.store import Scope, open_snapshot, open_store
from sightline.store.lock import hold_lock
from sightline.words import UserError


def refusal(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        open_snapshot(open_store(folder), Scope.whole_council())
    return str(caught.value)


def test_written_by_a_newer_version(tmp_path: Path) -> None:
    pointer = {"store_version": 2, "software": "3.1.0", "last_load": 1, "snapshot": "x", "published": ["x"]}
    (tmp_path / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    assert refusal(tmp_path) == (
        "This store was written by a newer Sightline (3.1.0, store version 2; this one knows version 1) "
        f"({tmp_path / 'current.json'}). Install that version or a later one, or give another folder with --data. "
        "Nothing has changed."
    )


@pytest.mark.parametrize("text", ["", "[]", "{", '{"store_version": 1}'])
def test_a_pointer_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "current.json").write_text(text, encoding="utf-8")
    assert refusal(tmp_path) == (
        f"The file that says which snapshot is in use cannot be read ({tmp_path / 'current.json'}). "
        "Put it back from a backup, or load the files again into another folder with --data."
    )


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    path = tmp_path / "store"
    path.touch()
    assert refusal(path) == f"The store must be a folder, and this is a file ({path}). Give a folder with --data."


def test_an_empty_store(tmp_path: Path) -> None:
    assert refusal(tmp_path) == (
        f"Nothing has been loaded yet ({tmp_path}). Load your files first: sightline load PATH"
    )


def test_a_locked_store(tmp_path: Path) -> None:
    mark = {"process": 1, "computer": "another computer", "since": "1 November 2026 09:00"}
    (tmp_path / "lock").write_text(json.dumps(mark), encoding="utf-8")
    with pytest.raises(UserError) as caught, hold_lock(tmp_path):
        pass
    assert str(caught.value) == (
        "Another load has been at work in this store since 1 November 2026 09:00 "
        f"({tmp_path / 'lock'}). Wait for it to end and try again. If you are sure that none runs, delete that file. "
        "Nothing has changed."
    )
