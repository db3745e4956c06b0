"""Every file that the web app gives, of a council all of whose texts a spreadsheet might run: none can."""

import csv
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from django.test import Client

from sightline import flow
from sightline.reports.listing import UNSAFE_BEGINNINGS
from sightline.store import open_store
from sightline.web.people.models import Person
from sightline.web.snapshots import child_key
from tests.bad.test_hostile import hostile_files
from tests.web.county import COUNCIL
from tests.web.test_addresses import PAGES

CHILD = "-2+32"
"""A child's id as the hostile files have it."""


def texts_of(answer: Any) -> list[str]:
    if "spreadsheetml" not in answer["Content-Type"]:
        return [cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))) for cell in row]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not [name for name in sheets if b"<f>" in book.read(name)]
        return re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())


def test_no_cell_of_any_export_can_run(people: dict[str, int], tmp_path: Path, settings: Any) -> None:
    flow.load(open_store(tmp_path / "store"), [hostile_files(tmp_path / "ssd")], council=COUNCIL)
    settings.STORE_FOLDER = tmp_path / "store"
    client = Client()
    client.force_login(Person.objects.get(username="analyst"))
    given, seen = set(), set()
    for name, (address, rule) in PAGES.items():
        assert rule is not None
        where = re.sub(r"<key>", child_key((COUNCIL, "child", CHILD)), address)
        answer = client.get(re.sub(r"<(\w+:)?\w+>", "1", where)) if "GET" in rule.methods else None
        if answer is not None and "attachment" in answer.get("Content-Disposition", ""):
            given.add(name)
            texts = [text for text in texts_of(answer) if not re.fullmatch(r"-?[\d.]+", text)]
            assert not [text for text in texts if text.startswith(UNSAFE_BEGINNINGS)], name
            seen |= {text for text in texts if text.startswith("'")}
    assert {
        "annex_a_excel",
        "due_list_csv",
        "due_list_excel",
        "child_csv",
        "child_excel",
        "fix_list_csv",
        "fix_list_excel",
    } <= given, given
    assert f"'{CHILD}" in seen, "the texts were there to be made safe"
