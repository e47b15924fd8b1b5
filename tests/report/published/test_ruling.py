from hypothesis import given
from hypothesis import strategies as st

from assistant.report.published.ruling import Stroke, find_tables


def rules(xs, ys):
    return [Stroke(y, xs[0], xs[-1]) for y in ys], [Stroke(x, ys[0], ys[-1]) for x in xs]


@given(st.integers(2, 12), st.integers(1, 20), st.floats(12, 40), st.floats(-1, 1))
def test_a_full_grid_has_a_region_for_every_cell(columns, rows, step, jitter):
    xs = [50 + step * index for index in range(columns + 1)]
    ys = [100 + step * index for index in range(rows + 1)]
    across, down = rules(xs, ys)
    across = [Stroke(each.at + jitter * (index % 2), each.start, each.end) for index, each in enumerate(across)]
    (table,) = find_tables(across, down)
    assert len(table.regions) == columns * rows
    assert {(region.row, region.column) for region in table.regions} == {
        (r, c) for r in range(rows) for c in range(columns)
    }
    assert table.find(xs[0] + step / 2, ys[0] + step / 2) is not None
    assert table.find(xs[0] - 20, ys[0]) is None


def test_cells_without_a_line_between_them_are_one():
    xs, ys = [0, 50, 100, 150], [0, 20, 40]
    across, down = rules(xs, ys)
    down[1] = Stroke(50, 20, 40)
    (table,) = find_tables(across, down)
    assert [(region.row, region.column, region.width) for region in table.regions if region.width > 1] == [(0, 0, 2)]


def test_an_edge_left_away_at_a_page_break_is_closed():
    xs, ys = [0, 50, 100], [0, 20, 40]
    across, down = rules(xs, ys)
    (table,) = find_tables(across[1:], down)
    assert table.find(25, 10) is not None
    (open_sides,) = find_tables(across, [down[1]])
    assert open_sides.find(25, 10) != open_sides.find(75, 10)


def test_a_frame_and_an_underline_are_no_tables():
    assert find_tables([Stroke(0, 0, 100), Stroke(50, 0, 100)], [Stroke(0, 0, 50), Stroke(100, 0, 50)]) == []
    assert find_tables([Stroke(0, 0, 100)], []) == []


def test_two_tables_on_a_page_stay_two():
    first, second = rules([0, 50, 100], [0, 20, 40]), rules([0, 50, 100], [200, 220])
    assert len(find_tables(first[0] + second[0], first[1] + second[1])) == 2


def test_thousands_of_lines_are_a_drawing():
    many = [Stroke(float(index * 5), 0, 500) for index in range(1600)]
    assert find_tables(many, [Stroke(0, 0, 8000), Stroke(500, 0, 8000)]) == []
