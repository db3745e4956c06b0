"""The same far cells in the other forms of a workbook, each byte made by hand: .ods, .xlsb and .xls."""

import io
import struct
import zipfile

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
PLACES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CELL = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'
NEAR = "".join(f"<table:table-row>{CELL.format('', text)}</table:table-row>" for text in ("Child ID", "MU1"))


def open_document(rows: str) -> bytes:
    """An .ods with a near sheet of one child and further rows."""
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="Contacts">{NEAR}{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'<m:manifest xmlns:m="{OFFICE}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{SPREADSHEET}"/>'
    )
    return _zipped(
        {"mimetype": SPREADSHEET, "content.xml": content, "META-INF/manifest.xml": f"{manifest}</m:manifest>"}
    )


def row(cells: str, times: int = 1) -> str:
    """A row of an .ods, so many times."""
    return f'<table:table-row table:number-rows-repeated="{times}">{cells}</table:table-row>'


def empty(times: int) -> str:
    """An empty cell of an .ods, so many times."""
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def filled(times: int = 1) -> str:
    """A filled cell of an .ods, so many times."""
    return CELL.format(f' table:number-columns-repeated="{times}"', "x")


def binary(
    *cells: tuple[int, int, str], target: str = "worksheets/sheet1.bin", dimensions: tuple[int, ...] = (0, 1, 0, 0)
) -> bytes:
    """An .xlsb with cells at (row, column), both from 0, in one sheet under any name."""
    sheet = _record(129) + _record(148, struct.pack("<IIII", *dimensions)) + _record(145)
    for at_row, column, text in cells:
        sheet += _record(0, struct.pack("<I", at_row) + bytes(21))
        sheet += _record(6, struct.pack("<II", column, 0) + _wide(text))
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Contacts")
    links = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{PLACES}/worksheet" '
        f'Target="{target}"/></Relationships>'
    )
    book = _record(131) + _record(143) + _record(156, bundle) + _record(144) + _record(132)
    return _zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": links,
            f"xl/{target}": sheet + _record(146) + _record(130),
        }
    )


def old(*cells: tuple[int, int, str], dimensions: tuple[int, int] = (2, 1)) -> bytes:
    """An .xls with cells at (row, column), both from 0, and dimensions that say anything."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x10, 0, 0, 0, 0)
    sheet = begin + struct.pack("<HHIIHHH", 0x200, 14, 0, dimensions[0], 0, dimensions[1], 0)
    for at_row, column, text in cells:
        label = struct.pack("<HHHHB", at_row, column, 0, len(text), 0) + text.encode()
        sheet += struct.pack("<HH", 0x204, len(label)) + label
    end = struct.pack("<HH", 0x0A, 0)
    name = b"Contacts"
    first = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 0x05, 0, 0, 0, 0)
    where = len(first) + 4 + 8 + len(name) + len(end)
    bound = struct.pack("<HHIHBB", 0x85, 8 + len(name), where, 0, len(name), 0) + name
    return container(first + bound + end + sheet + end)


def container(stream: bytes, *, first: int = 2, endless: bool = False) -> bytes:
    """A compound file with one stream, "Workbook"; with `endless`, one whose sectors lead back to the first."""
    stream = stream.ljust(max(4096, -(-len(stream) // 512) * 512), b"\0")
    count = len(stream) // 512
    chain = [first + n + 1 for n in range(count - 1)] + [first if endless else 0xFFFFFFFE]
    table = struct.pack("<128I", *([0xFFFFFFFD, 0xFFFFFFFE, *chain] + [0xFFFFFFFF] * 126)[:128])
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1) + _entry("Workbook", 2, first, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0
    )
    header += struct.pack("<108I", *[0xFFFFFFFF] * 108)
    return header + table + entries.ljust(512, b"\0") + stream


def _entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )


def _record(kind: int, content: bytes = b"") -> bytes:
    kinds = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return kinds + bytes([len(content)]) + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
