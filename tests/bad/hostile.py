"""Files that somebody might send to do harm, made by hand; each small."""

import io
import zipfile

from tests.bad.hostile_forms import binary, container, empty, filled, old, open_document, row

SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PLACES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0"?>'
ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Child ID</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>{}</t></is></c></row>'
)


def sheet(more: str = "", child: str = "MU1", before: str = "") -> str:
    """A sheet of children with one row, and whatever else."""
    return f'{HEAD}{before}<worksheet xmlns="{SHEETS}"><sheetData>{ROWS.format(child)}{more}</sheetData></worksheet>'


def workbook(content: str, *, target: str = "worksheets/sheet1.xml", more: dict[str, str] | None = None) -> bytes:
    """A workbook with this sheet, at any place in the archive, and further members."""
    members = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{PLACES}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEETS}" xmlns:r="{PLACES}"><sheets>'
        '<sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{PLACES}/worksheet" Target="{target}"/></Relationships>',
        f"xl/{target}": content,
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


FAR = "A sheet reaches to row 1,048,576 and column 16,384, too far to hold (list.xlsx). "
FAR += "Delete the stray cells far to the right or below, and save the workbook again."
DAMAGED = "The workbook is damaged and cannot be read (list.xlsx). Export or save it again, and load the new file."
ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FROM_OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
PREFIXED = sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
PREFIXED = PREFIXED.replace("</", "§").replace("<", "<x:").replace("§", "</x:").replace("<x:?", "<?")
PREFIXED = PREFIXED.replace("xmlns=", "xmlns:x=")

REFUSED = {
    "ten billion cells": (workbook(sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')), FAR),
    "attributes in another order": (workbook(sheet('<row><c s="1" r="XFD1048576"><v>1</v></c></row>')), FAR),
    "other quotes and blanks": (workbook(sheet("<row><c  r = 'XFD1048576'><v>1</v></c></row>")), FAR),
    "names with a prefix": (workbook(PREFIXED), FAR),
    "a sheet under another name": (
        workbook(sheet('<row><c r="XFD1048576"><v>1</v></c></row>'), target="other/s.bin"),
        FAR,
    ),
    "a far row before near ones": (
        workbook(sheet('<row><c r="XFD1048576"/></row>' + '<row><c r="A3"><v>1</v></c></row>' * 900)),
        FAR,
    ),
    "an open document with a far cell": (
        open_document(row(empty(16384), 1_048_573) + row(empty(16383) + filled())),
        FAR,
    ),
    "an open document with rows repeated": (open_document(row(filled(16384), 1_048_574)), FAR),
    "a binary workbook": (binary((0, 0, "Child ID"), (1_048_575, 16_383, "x")), FAR),
    "entities that grow": (workbook(sheet(child="&b;", before=ENTITIES)), DAMAGED),
    "an entity from outside": (workbook(sheet(child="&a;", before=FROM_OUTSIDE)), DAMAGED),
    "an archive that is none": (b"PK\x03\x04" + bytes(200), DAMAGED),
}
"""What it is: its bytes, and the whole sentence with which list.xlsx is refused."""
TOO_WIDE = "A row has {} cells, more than any table of children has ({}). "
TOO_WIDE += "Check how the file was made: the end of each line may be missing."
TEN_BILLION = 10_000_000_000
OF_OTHER_FORMS = {
    "far.ods": (REFUSED["an open document with a far cell"][0], FAR.replace("list.xlsx", "far.ods")),
    "empty.ods": (open_document(row(empty(TEN_BILLION), TEN_BILLION)), TOO_WIDE.format("10,000,000,000", "empty.ods")),
    "far.xlsb": (
        binary((0, 0, "Child ID"), (1_048_575, 16_383, "x"), target="theme/other.xml"),
        FAR.replace("list.xlsx", "far.xlsb"),
    ),
    "far.xls": (old((0, 0, "Child ID"), (65_535, 65_535, "x")), TOO_WIDE.format("65,536", "far.xls")),
    "vast.xls": (
        old((0, 0, "Child ID"), dimensions=(4_294_967_295, 16_000)),
        FAR.replace("1,048,576", "4,294,967,295").replace("16,384", "16,000").replace("list.xlsx", "vast.xls"),
    ),
    "endless.xls": (container(b"x", endless=True), DAMAGED.replace("list.xlsx", "endless.xls")),
}
"""The name of a file: its bytes, and the whole sentence with which it is refused."""
READ = {
    "near.ods": open_document(row(empty(16_384), 1_048_574)),  # as LibreOffice writes the empty rest of every sheet
    "near.xlsb": binary((0, 0, "Child ID"), (1, 0, "MU1")),
    "near.xls": old((0, 0, "Child ID"), (1, 0, "MU1")),
}
"""The same forms without a far cell: they are read."""
UNSAFE = ('=HYPERLINK("http://x")', "+44-1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1")
"""Texts that a spreadsheet may take for a formula."""
