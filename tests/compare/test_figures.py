from assistant.compare.body import Body, Kind
from assistant.compare.figures import ENOUGH, find_outliers, read_figures
from assistant.report import Document


def body(number, value, kind=Kind.DEPARTMENT, key="table3.new_received.total"):
    return Body(f"第{number}局", f"{number}.txt", 2024, kind, (), (), figures={key: value})


def test_a_figure_far_from_the_others_is_told_with_their_median():
    bodies = [body(number, 18 + number) for number in range(12)] + [body(99, 4000)]
    (found,), notes = find_outliers(bodies)
    assert (found.agency, found.value, found.bodies) == ("第99局", 4000, 13)
    assert found.z > 3.5 and found.median == 24
    assert notes == []


def test_figures_that_differ_as_counts_do_are_not_told():
    assert find_outliers([body(number, value) for number, value in enumerate((3, 5, 8, 12, 18, 25, 40, 60))])[0] == []


def test_a_few_bodies_are_not_compared_and_that_is_said():
    bodies = [body(number, 1) for number in range(ENOUGH - 2)] + [body(9, 100000)]
    found, notes = find_outliers(bodies)
    assert found == []
    assert "只有7家" in notes[0]


def test_kinds_are_not_mixed():
    bodies = [body(number, 20 + number) for number in range(10)]
    governments = [body(number, 2000 + number, Kind.GOVERNMENT) for number in range(10, 20)]
    assert find_outliers(bodies + governments)[0] == []


def test_where_most_have_none_those_that_have_some_are_held_against_each_other():
    bodies = [body(number, 0) for number in range(30)] + [body(40 + number, 10 + number) for number in range(9)]
    assert find_outliers(bodies)[0] == []
    (found,), _ = find_outliers([*bodies, body(99, 90000)])
    assert found.agency == "第99局" and found.nonzero and found.bodies == 10


def test_a_blank_cell_gives_no_figure_and_nought_gives_one():
    document = Document("某局", 2024, "", (), table3={"new_received": {"total": 0}, "carried_in": {"total": None}})
    assert read_figures(document) == {"table3.new_received.total": 0}


def test_shares_are_given_only_with_enough_requests_and_all_cells():
    def document(results, partial=2):
        cells = {"granted": {"total": 8}, "partial": {"total": partial}, "result_total": {"total": results}}
        return Document("某局", 2024, "", (), table3=cells)

    assert read_figures(document(20)).get("granted_share") == 0.5
    assert "granted_share" not in read_figures(document(9))
    assert "granted_share" not in read_figures(document(20, None))
