"""Files that cannot be read: each is refused with a sentence that says what, where and what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from sightline.sources import read_paths
from sightline.words import UserError

KINDS = "Give files of the kinds .csv, .txt, .tsv, .xlsx, .xlsm, .xlsb, .xls, .ods or .xml."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path) -> str:
    """The words with which a path is refused."""
    with pytest.raises(UserError) as caught:
        read_paths([path])
    return str(caught.value)


def test_not_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    path.write_bytes(b"<html><table>an export of a web page</table></html>")
    assert refusal(path) == (
        "This is not a workbook, though its name says so (annex.xlsx). "
        "Open it in Excel and save it as an Excel workbook, or give it the ending .csv if it is text."
    )


@pytest.mark.parametrize("name", ["annex.xlsx", "annex.xls"])
def test_locked_with_a_password(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600)
    assert refusal(path) == (
        f"The workbook is locked with a password, so it cannot be read ({name}). "
        "Open it in Excel, take the password off (File, Info, Protect Workbook) and save it."
    )


def test_damaged_workbook(tmp_path: Path) -> None:
    whole = tmp_path / "whole.xlsx"
    with Workbook(str(whole)) as workbook:
        workbook.add_worksheet("List 1").write_row(0, 0, ["Child Unique ID", "Date of Contact"])
    path = tmp_path / "half.xlsx"
    path.write_bytes(whole.read_bytes()[:2000])
    assert refusal(path) == (
        "The workbook is damaged and cannot be read (half.xlsx). Export or save it again, and load the new file."
    )


def test_zip_without_a_workbook_in_it(tmp_path: Path) -> None:
    path = tmp_path / "parcel.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    assert "The workbook is damaged and cannot be read (parcel.xlsx)" in refusal(path)


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 80_000_000)
    words = refusal(path)
    assert words.startswith("The workbook would unpack to 80 MB, ")
    assert words.endswith(
        "times its size, so it was not opened (bomb.xlsx). "
        "Check where it comes from; if it is right, save each sheet as CSV and load those."
    )


def test_one_cell_far_away(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("List 1")
        sheet.write_row(0, 0, ["Child Unique ID", "Date of Contact"])
        sheet.write(1_048_575, 16_383, "x")
    assert refusal(path) == (
        "A sheet reaches to row 1,048,576 and column 16,384, too far to hold (far.xlsx). "
        "Delete the stray cells far to the right or below, and save the workbook again."
    )


@pytest.mark.parametrize("place", ["header", "row"])
def test_row_of_a_million_cells(tmp_path: Path, place: str) -> None:
    path = tmp_path / "ssd_cla_visits.csv"
    header = "clav_person_id,clav_cla_visit_date\n"
    wide = "," * 999_999 + "\n"
    path.write_text("clav_person_id" + wide if place == "header" else header + "1,2026-01-31\n" + wide)
    words = refusal(path)
    assert words.startswith("A row has ")
    assert words.endswith(
        " cells, more than any table of children has (ssd_cla_visits.csv). "
        "Check how the file was made: the end of each line may be missing."
    )


def test_no_child_id_in_a_table(tmp_path: Path) -> None:
    path = tmp_path / "ssd_contacts.csv"
    path.write_text("cont_contact_id,cont_contact_date\nC1,2026-01-31\n")
    assert refusal(path) == (
        "This was taken for ssd_contacts, but no column holds the child's id (ssd_contacts.csv). "
        'Its first line must name the columns, "cont_person_id" among them.'
    )


def test_no_header_at_all(tmp_path: Path) -> None:
    path = tmp_path / "dbo.ssd_person.txt"
    path.write_text("123\tM\t2015-01-31\n124\tF\t2016-01-31\n")
    assert "This was taken for ssd_person, but no column holds the child's id (dbo.ssd_person.txt)" in refusal(path)


def test_no_child_id_in_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "annex.xlsx"
    with Workbook(str(path)) as workbook:
        workbook.add_worksheet("List 1").write_row(0, 0, ["Gender", "Date of Contact", "Contact Source"])
    assert "no column holds the child's id (annex.xlsx, sheet List 1)" in refusal(path)


def test_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / ".hidden.csv").write_text("x")
    assert refusal(folder) == f"There is nothing to read in this folder (nothing). {KINDS}"


def test_file_of_a_kind_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04")
    assert refusal(path) == f'Sightline does not know files of the kind ".docx" (letter.docx). {KINDS}'


def test_no_such_path(tmp_path: Path) -> None:
    path = tmp_path / "gone.csv"
    assert refusal(path) == f"There is no such file or folder ({path}). Check the path."


def test_workbook_named_csv(tmp_path: Path) -> None:
    path = tmp_path / "ssd_person.csv"
    path.write_bytes(b"PK\x03\x04rest of a workbook")
    assert refusal(path) == (
        "This is a workbook or zip archive under the name of a text file (ssd_person.csv). "
        "Give it back its own ending, or save it as CSV."
    )


def test_nothing_that_anybody_knows(tmp_path: Path) -> None:
    path = tmp_path / "menu.csv"
    path.write_text("dish,price\nsoup,4\n")
    assert refusal(path) == (
        "Nothing in these files is a list that Sightline knows (menu.csv). "
        "It reads SSD tables, Annex A lists, the SSDA903 return, the children in need census and its own templates: "
        "sightline templates DIR writes those."
    )


def test_no_date_to_go_by(tmp_path: Path) -> None:
    path = tmp_path / "ssd_person.csv"
    path.write_text("pers_person_id,pers_dob\n1,2015-01-31\n")
    assert (
        refusal(path)
        == "No date in these files says how far they reach (ssd_person.csv). Say it: --data-to 2026-10-31."
    )


def test_templates_that_may_be_filled_in(tmp_path: Path) -> None:
    from sightline.sources.local.workbook import write_templates

    path = write_templates(tmp_path)
    with pytest.raises(UserError) as caught:
        write_templates(tmp_path)
    assert str(caught.value) == (
        f"There is a workbook of templates already ({path}). Move it away first: it may be filled in."
    )


AGAIN = "Export it again from the case system, and load the new file."
HARM = (
    "The file names a document type of its own, which a return never does and which can do harm (return.xml, line {}). "
    "Export the return again from the case system; do not load this file."
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Entities that unfold to thousands of millions of letters, and one that reads a file of this machine.
        ('<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><Message>&b;</Message>', HARM.format(1)),
        ('\n<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><Message>&x;</Message>', HARM.format(2)),
        ("<Message><Children>", f"The file is not whole XML, so it cannot be read (return.xml, line 1). {AGAIN}"),
        ("CHILD,DOB\n1,2", f"The file is not whole XML, so it cannot be read (return.xml, line 1). {AGAIN}"),
        ("", f"The file is not whole XML, so it cannot be read (return.xml, line 1). {AGAIN}"),
        ("<Message>\n\x00</Message>", f"The file is not whole XML, so it cannot be read (return.xml, line 2). {AGAIN}"),
        ("<Message>&x;</Message>", f"The file is not whole XML, so it cannot be read (return.xml, line 1). {AGAIN}"),
        (
            "<Message>" + "<a>" * 40 + "</a>" * 40 + "</Message>",
            f"Elements nest more than 40 deep (return.xml, line 1). {AGAIN}",
        ),
        (
            '<?xml version="1.0" encoding="klingon"?><Message/>',
            f"The file is in an encoding that cannot be read (return.xml, line 1). {AGAIN}",
        ),
    ],
)
def test_hostile_and_broken_xml(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "return.xml"
    path.write_text(text, encoding="utf-8")
    assert refusal(path) == words


def test_xml_that_is_no_return(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><item/></rss>", encoding="utf-8")
    assert "Nothing in these files is a list that Sightline knows (feed.xml)" in refusal(path)
