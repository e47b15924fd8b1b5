import io
import struct
import zipfile

import pytest


@pytest.fixture
def workbook():
    """Make an .xlsx: name of a sheet to its rows; `touch` may change the openpyxl workbook before it is saved."""

    def make(sheets, touch=None):
        import openpyxl

        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        if touch:
            touch(book)
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    return make


@pytest.fixture
def document():
    """Make a .docx of the given body XML."""

    def make(body):
        word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')
        return file.getvalue()

    return make


@pytest.fixture
def old_workbook():
    """Make an .xls (BIFF8 in a compound file) with one sheet of text cells; `column` is where its last row starts."""
    return lambda rows, **more: _compound({"Workbook": _biff(rows, **more)})


@pytest.fixture
def compound():
    """Make a compound file (the container of old Office files) of named streams."""
    return _compound


def _record(code, data):
    return struct.pack("<HH", code, len(data)) + data


def _biff(rows, hidden=(), date1904=False, column=0):
    begin = struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 0x0600)
    name = "表".encode("utf-16-le")
    sheet = _record(0x0809, begin[:2] + b"\x10\x00" + begin[4:])
    for row, cells in enumerate(rows):
        flags = 0x20 if row + 1 in hidden else 0
        sheet += _record(0x0208, struct.pack("<HHHHHHHH", row, 0, len(cells), 255, 0, 0, flags, 0))
        for seat, text in enumerate(cells, column if row == len(rows) - 1 else 0):
            label = struct.pack("<HHHHB", row, seat, 0, len(text), 1) + text.encode("utf-16-le")
            sheet += _record(0x0204, label)
    sheet += _record(0x000A, b"")
    calendar = _record(0x0022, struct.pack("<H", date1904))
    globals_size = len(_record(0x0809, begin)) + len(calendar) + 4 + 8 + len(name) + 4
    bound = struct.pack("<IHBB", globals_size, 0, 1, 1) + name
    return (_record(0x0809, begin) + calendar + _record(0x0085, bound) + _record(0x000A, b"") + sheet).ljust(
        4096, b"\x00"
    )


def _compound(streams):
    """Lay streams of at least 4096 bytes out as sectors: header, FAT, directory, streams."""
    end, free, fat_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    fat, entries, body = [fat_mark, end], [_entry("Root Entry", 5, end, 0, child=1)], b""
    for name, data in streams.items():
        data = data.ljust(4096, b"\x00")
        sectors = -(-len(data) // 512)
        start = len(fat)
        fat += [*range(start + 1, start + sectors), end]
        entries.append(_entry(name, 2, start, len(data)))
        body += data.ljust(sectors * 512, b"\x00")
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    )
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    fat += [free] * (128 - len(fat))
    return header + struct.pack("<128I", *fat) + b"".join(entries).ljust(512, b"\x00") + body


def _entry(name, kind, start, size, child=0xFFFFFFFF):
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    head = text.ljust(64, b"\x00") + struct.pack("<HBBIII", len(text) + 2, kind, 1, none, none, child)
    return head + b"\x00" * 36 + struct.pack("<IQ", start, size)
