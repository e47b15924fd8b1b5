import pytest

from assistant.export.layout import grids
from assistant.tables import load_tables


def covered(grid):
    """Lay the cells out on squared paper: (row, column) to the cell that covers it."""
    paper = {}
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in paper:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    assert (row + down, column + right) not in paper, "two cells cover one square"
                    paper[row + down, column + right] = cell
    return paper


@pytest.mark.parametrize(("table", "size"), [(2, (14, 4)), (3, (28, 10)), (4, (4, 15))])
def test_the_cells_of_a_table_cover_it_without_gap_or_overlap(table, size):
    rows, columns = size
    grid = grids()[table]
    assert (len(grid.rows), grid.columns) == size
    assert covered(grid).keys() == {(row, column) for row in range(rows) for column in range(columns)}


@pytest.mark.parametrize(("table", "count"), [(2, 10), (3, 175), (4, 15)])
def test_every_cell_of_the_form_has_its_own_key(table, count):
    keys = grids()[table].keys
    assert len(keys) == len(set(keys)) == count


def test_table_three_spans_rows_as_the_form_does():
    spans = {cell.text: cell.rowspan for row in grids()[3].rows for cell in row if cell.scope == "rowgroup"}
    assert spans == {
        "三、本年度办理结果": 22,
        "（三）不予公开": 8,
        "（四）无法提供": 3,
        "（五）不予处理": 5,
        "（六）其他处理": 3,
    }


def test_a_number_of_table_three_stands_beside_its_label_and_under_its_column():
    paper = covered(grids()[3])
    tables = load_tables()
    for index, row in enumerate(tables.rows3):
        assert paper[index + 3, 2].text == row.label
        assert [paper[index + 3, column + 3].key for column in range(7)] == [
            f"{row.key}.{column.key}" for column in tables.columns3
        ]
    assert [paper[2, column + 3].text for column in range(7)] == [column.label for column in tables.columns3]


def test_table_four_heads_suits_with_and_without_review():
    paper = covered(grids()[4])
    assert [paper[0, column].text for column in (0, 4, 5, 14)] == ["行政复议", "行政复议", "行政诉讼", "行政诉讼"]
    assert [paper[1, column].text for column in (5, 9, 10, 14)] == ["未经复议直接起诉"] * 2 + ["复议后起诉"] * 2
    leaves = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert [paper[2, column].text for column in range(15)] == leaves * 3
