"""Files that somebody might send to do harm, made by hand; each small."""

import io
import zipfile

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
    "entities that grow": (workbook(sheet(child="&b;", before=ENTITIES)), DAMAGED),
    "an entity from outside": (workbook(sheet(child="&a;", before=FROM_OUTSIDE)), DAMAGED),
    "an archive that is none": (b"PK\x03\x04" + bytes(200), DAMAGED),
}
"""What it is: its bytes, and the whole sentence with which list.xlsx is refused."""
UNSAFE = ('=HYPERLINK("http://x")', "+44-1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1")
"""Texts that a spreadsheet may take for a formula."""
