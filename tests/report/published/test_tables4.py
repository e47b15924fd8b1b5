import pytest

from assistant.report.published.grid import Cell, Grid
from assistant.report.published.record import Spot
from assistant.report.published.rows import rows_of
from assistant.report.published.tables4 import read_table4

HEAD = "行政复议|行政诉讼\n结果维持|结果纠正|其他结果|尚未审结|总计|未经复议直接起诉|复议后起诉\n"
VALUES = [4, 1, 2, 3, 10, 1, 0, 0, 5, 6, 0, 2, 1, 0, 3]


def table(text, aligned=True):
    rows = [
        tuple(Cell(cell, column, Spot(page=2)) for column, cell in enumerate(line.split("|")))
        for line in text.split("\n")
    ]
    return read_table4(rows_of([Grid(tuple(rows), aligned)]))


def flat(read):
    return [value for group in read.figures.values() for value in group.values()]


@pytest.mark.parametrize("aligned", [True, False])
@pytest.mark.parametrize("lead", ["", "数量|"])
def test_fifteen_numbers_are_the_table_whatever_the_headings_lost(aligned, lead):
    read = table(HEAD + lead + "|".join(map(str, VALUES)), aligned)
    assert flat(read) == VALUES
    assert read.warnings == ()


def test_a_row_broken_in_two_is_joined():
    assert flat(table(HEAD + "|".join(map(str, VALUES[:8])) + "\n" + "|".join(map(str, VALUES[8:])))) == VALUES


def test_fifteen_columns_keep_their_blanks():
    cells = [str(value) for value in VALUES]
    cells[3], cells[9] = "", "/"
    read = table(HEAD + "|".join(cells))
    assert flat(read) == [None if index in (3, 9) else value for index, value in enumerate(VALUES)]
    assert read.cells["table4.review.pending"].raw == ""
    assert read.cells["table4.suit_direct.total"].raw == "/"


def test_fourteen_numbers_without_columns_are_nothing():
    read = table(HEAD + "|".join(map(str, VALUES[1:])), aligned=False)
    assert set(flat(read)) == {None}
    assert any("15个数" in text for text in read.warnings)


def test_totals_that_do_not_add_up_are_read_as_they_stand():
    wrong = [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]
    assert flat(table(HEAD + "|".join(map(str, wrong)))) == wrong


def test_glued_digits_are_parted_where_every_total_adds_up():
    glued = "4|1|2|3|10|1|0|0|5|6|02|1|0|3"
    assert flat(table(HEAD + glued, aligned=False)) == VALUES
