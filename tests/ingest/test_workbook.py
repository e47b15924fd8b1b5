from datetime import datetime

import pytest

from assistant.ingest.workbook import scan_workbook


def test_hidden_rows_formulas_and_errors_are_seen(workbook):
    def touch(book):
        sheet = book["表"]
        sheet.row_dimensions[3].hidden = True
        sheet["B2"], sheet["C3"] = "=1+1", "#N/A"

    scan = scan_workbook(workbook({"表": [["a", "b", "c"], [1, 2, 3], [4, 5, 6]], "另": [[1]]}, touch)).sheets
    assert set(scan) == {"表", "另"}
    assert scan["表"].hidden == [3]
    assert scan["表"].flawed == [(2, 1, "是没有计算结果的公式，按空白处理"), (3, 2, "的公式出错（#N/A），按空白处理")]
    assert (scan["另"].hidden, scan["另"].flawed) == ([], [])


@pytest.mark.parametrize("mac", [False, True])
def test_the_calendar_is_told(workbook, mac):
    def touch(book):
        if mac:
            book.epoch = datetime(1904, 1, 1)

    assert scan_workbook(workbook({"表": [[1]]}, touch)).date1904 is mac


def test_the_span_of_a_sheet_is_measured_by_its_values(workbook):
    def touch(book):
        book["表"]["AB40"] = "远"
        book["表"].row_dimensions[900].height = 20

    scan = scan_workbook(workbook({"表": [["a"]]}, touch)).sheets["表"]
    assert (scan.last_row, scan.last_column, scan.cells) == (40, 27, 40 * 28)
