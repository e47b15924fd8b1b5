"""What is written as an .xlsx is read back by openpyxl."""

import io
import re
import zipfile
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from assistant.export.sheets import Formula, Sheet, sheets_bytes

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20) | st.sampled_from(
    ["=1+1", " 两头空 ", "<a>&\"'", "#N/A", "甲\n乙", "1"]
)
VALUES = st.none() | TEXT | st.integers(-(10**9), 10**9) | st.decimals(-9999, 9999, places=2)


def read(content):
    return load_workbook(io.BytesIO(content))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@settings(deadline=None)
@given(st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_was_written_is_read_back(rows):
    sheet = Sheet("一", 20)
    rows = [*rows, ["甲", "乙", "丙"]]
    for row in rows:
        sheet.append(*row)
    told = rows_of(read(sheets_bytes([sheet]))["一"])
    assert told == [[kept(value) for value in row] for row in rows]


def kept(value):
    """Return a value as it is read back."""
    if isinstance(value, str):
        return re.sub("[\ufffe\uffff]", "�", value)
    return float(value) if isinstance(value, Decimal) else value


def test_a_formula_is_one_and_text_that_looks_like_one_is_none():
    sheet = Sheet("一", 20, freeze="B2")
    sheet.append(Formula("=SUM(B1:C1)", 1), "=SUM(B1:C1)", 1)
    read_back = read(sheets_bytes([sheet]))["一"]
    assert (read_back["A1"].data_type, read_back["A1"].value) == ("f", "=SUM(B1:C1)")
    assert (read_back["B1"].data_type, read_back["B1"].value) == ("s", "=SUM(B1:C1)")
    shown = load_workbook(io.BytesIO(sheets_bytes([sheet])), data_only=True)["一"]
    assert shown["A1"].value == 1
    assert read_back.freeze_panes == "B2"
    assert 20 <= read_back.column_dimensions["A"].width < 21


def part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_sheets_keep_their_order_and_their_rows():
    sheets = [Sheet("一", 20), Sheet("二", 30, freeze="B2")]
    sheets[1].append("甲", None, Decimal("100.0"), 0.5)
    book = read(sheets_bytes(sheets))
    assert book.sheetnames == ["一", "二"]
    assert rows_of(book["二"]) == [["甲", None, 100, 0.5]]
    assert (book["一"].freeze_panes, book["二"].freeze_panes) == (None, "B2")


def test_characters_a_sheet_cannot_hold_stay_visible():
    sheet = Sheet("一", 20)
    sheet.append("甲\x00乙\ud800\r丙")
    assert read(sheets_bytes([sheet]))["一"]["A1"].value == "甲�乙�\n丙"


def test_a_workbook_carries_the_time_it_was_made():
    before = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
    for _ in range(2):
        made = read(sheets_bytes([Sheet("一", 20)])).properties
        assert before <= made.created == made.modified
