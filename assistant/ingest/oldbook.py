"""What the records of an .xls tell and its values do not: hidden rows, its calendar, how far its sheets reach.

Source: [MS-CFB] 2.2 to 2.6 (compound files), [MS-XLS] 2.4 (records of the Workbook stream, BIFF5 and BIFF8).
"""

import struct
from collections.abc import Iterator

from assistant.ingest.workbook import Scan, Workbook

_SECTOR_SHIFT, _FIRST_DIRECTORY, _FAT_SECTORS, _FIRST_DIFAT = 30, 48, 76, 68
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_BOF, _BOUNDSHEET, _DATE1904, _ROW = 0x0809, 0x0085, 0x0022, 0x0208
_CELLS = {0x0203, 0x0204, 0x0205, 0x0006, 0x0406, 0x027E, 0x00BD, 0x00FD, 0x00D6}
_ROW_HIDDEN = 0x20


def scan_old_workbook(data: bytes) -> Workbook:
    """Read the records of an .xls; its sheets are named by their number from 0.

    Raises:
        ValueError: the container or its records are damaged.

    """
    try:
        return _scan(_stream(data))
    except (struct.error, IndexError) as error:
        raise ValueError("damaged compound file") from error


def _stream(data: bytes) -> bytes:
    """Return the Workbook (or Book) stream of a compound file."""
    (shift,) = struct.unpack_from("<H", data, _SECTOR_SHIFT)
    if shift not in (9, 12):
        raise ValueError("sector size")
    size = 1 << shift
    table = _allocation(data, size)
    (first,) = struct.unpack_from("<I", data, _FIRST_DIRECTORY)
    directory = _chain(data, first, table, size)
    for start in range(0, len(directory) - 127, 128):
        name_size, begin, length = _entry(directory, start)
        if directory[start : start + name_size].decode("utf-16-le", "replace").rstrip("\0") in ("Workbook", "Book"):
            stream = _chain(data, begin, table, size)[:length] if length >= 4096 else b""
            if stream and len(stream) < length:
                raise ValueError("cut off")
            return stream
    raise ValueError("no workbook")


def _entry(directory: bytes, start: int) -> tuple[int, int, int]:
    (name_size,) = struct.unpack_from("<H", directory, start + 64)
    begin, length = struct.unpack_from("<II", directory, start + 116)
    return min(name_size, 64), begin, length


def _allocation(data: bytes, size: int) -> list[int]:
    """Return the sector that follows each sector."""
    sectors = [sector for sector in struct.unpack_from("<109I", data, _FAT_SECTORS) if sector < _END]
    (more,) = struct.unpack_from("<I", data, _FIRST_DIFAT)
    for _ in range(len(data) // size):
        if more >= _END:
            break
        *found, more = struct.unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        sectors += [sector for sector in found if sector < _END]
    table: list[int] = []
    for sector in sectors[: len(data) // size]:
        table += struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size)
    return table


def _chain(data: bytes, sector: int, table: list[int], size: int) -> bytes:
    parts: list[bytes] = []
    while sector < _END:
        if len(parts) > len(table):
            raise ValueError("circular chain")
        parts.append(data[(sector + 1) * size : (sector + 2) * size])
        sector = table[sector]
    return b"".join(parts)


def _scan(stream: bytes) -> Workbook:
    date1904, kinds = False, list[int]()
    substreams: dict[int, Scan] = {}
    current = Scan()
    for position, code, start, length in _records(stream):
        if code == _BOF:
            current = substreams[position] = Scan(last_column=0)
        elif code == _BOUNDSHEET:
            kinds.append(struct.unpack_from("<I", stream, start)[0])
        elif code == _DATE1904:
            date1904 = stream[start] == 1
        elif length >= 4 and (code in _CELLS or code == _ROW):
            _note(stream, code, start, current)
    return Workbook(date1904, {str(number): substreams.get(place, Scan()) for number, place in enumerate(kinds)})


def _records(stream: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield each record's place, code, and where its data starts and how long it is."""
    position = 0
    while position + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, position)
        if code == 0 and length == 0:
            position += 4
            continue
        yield position, code, position + 4, length
        position += 4 + length


def _note(stream: bytes, code: int, start: int, scan: Scan) -> None:
    row, column = struct.unpack_from("<HH", stream, start)
    if code != _ROW:
        scan.last_row, scan.last_column = max(scan.last_row, row + 1), max(scan.last_column, column)
    elif stream[start + 12] & _ROW_HIDDEN:
        scan.hidden.append(row + 1)
