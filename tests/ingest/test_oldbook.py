import pytest

from assistant.ingest.columns import load_columns
from assistant.ingest.oldbook import scan_old_workbook
from assistant.ingest.spreadsheet import read_workbook

ROWS = [["标题", "栏目", "发布日期"], ["甲", "公告", "2023-1-2"], ["乙", "公告", "2023-1-3"]]


def test_the_records_tell_how_far_a_sheet_reaches(old_workbook):
    book = scan_old_workbook(old_workbook(ROWS))
    assert (book.date1904, list(book.sheets)) == (False, ["0"])
    assert (book.sheets["0"].last_row, book.sheets["0"].last_column, book.sheets["0"].hidden) == (3, 2, [])


def test_hidden_rows_and_the_calendar_are_seen(old_workbook):
    book = scan_old_workbook(old_workbook(ROWS, hidden=[2], date1904=True))
    assert (book.date1904, book.sheets["0"].hidden) == (True, [2])


def test_hidden_rows_of_an_old_workbook_are_told(old_workbook):
    material = read_workbook(old_workbook(ROWS, hidden=[2]), "表.xls", load_columns(), old=True)
    assert len(material.sheets[0]) == 2
    assert [problem.problem for problem in material.problems] == ["第2行是隐藏的行，已计入"]


def test_a_cell_absurdly_far_away_stops_the_file_before_it_is_opened(old_workbook):
    data = old_workbook([*ROWS, ["远"]], column=60_000)
    (problem,) = read_workbook(data, "表.xls", load_columns(), old=True).problems
    assert "大得不正常" in problem.problem


@pytest.mark.parametrize("cut", [100, 512, 1000, 1600])
def test_a_damaged_container_is_refused(old_workbook, cut):
    with pytest.raises(ValueError):
        scan_old_workbook(old_workbook(ROWS)[:cut])


def test_a_chain_that_runs_in_circles_is_refused(old_workbook):
    data = bytearray(old_workbook(ROWS))
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")
    with pytest.raises(ValueError, match="circular"):
        scan_old_workbook(bytes(data))


def test_a_circular_list_of_sectors_comes_to_an_end(old_workbook):
    data = bytearray(old_workbook(ROWS))
    data[68:72] = data[512 + 508 : 512 + 512] = bytes(4)
    assert scan_old_workbook(bytes(data)).sheets["0"].last_row == 3
