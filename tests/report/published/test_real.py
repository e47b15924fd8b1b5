"""Reports as they were really published: figures only; the files stay outside the project."""

from pathlib import Path

import pytest

from assistant.report.published import read_published

REAL = Path(__file__).parents[4] / "shared" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real reports are not beside the project")
ONE = {"other": 7 * [0]}
HONGZE = {
    2023: {
        "table2": [0, 0, 0, 0, 5, 5, 550, 4119, 195, 7730.28],
        "table4": [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0],
        "table3": {
            "new_received": 21,
            "partial": 4,
            "refused_state_secret": 1,
            "refused_process": 1,
            "refused_enforcement": 1,
            "unable_not_held": 10,
            "unable_need_creation": 3,
            "unprocessed_petition": 1,
            "result_total": 21,
        },
    },
    2024: {
        "table2": [0, 0, 0, 3, 0, 8, 9487, 2776, 84, 7545],
        "table4": [1, 1, 0, 0, 2, 1, 0, 0, 0, 1, 2, 0, 1, 0, 3],
        "table3": {
            "new_received": 95,
            "granted": 50,
            "partial": 9,
            "refused_three_safety": 1,
            "refused_process": 1,
            "refused_enforcement": 1,
            "unable_not_held": 31,
            "unable_need_creation": 1,
            "unprocessed_petition": 1,
            "result_total": 95,
        },
    },
}


def flat(table):
    return [value for row in table.values() for value in row.values()]


@pytest.mark.parametrize("year", HONGZE)
def test_the_pdfs_are_read_cell_by_cell_without_a_wrong_value(year):
    report = read_published(REAL / f"hongze-{year}.pdf")
    known = HONGZE[year]
    assert flat(report.table2) == known["table2"]
    assert flat(report.table4) == known["table4"]
    one_row = ("other_no_correction", "other_no_payment", "other_other")
    for key, row in report.table3.items():
        count = known["table3"].get(key, 0)
        assert list(row.values()) == ([None] * 7 if key in one_row else [count, 0, 0, 0, 0, 0, count])
    assert "other" in report.table3
    assert (report.year, report.format, report.warnings) == (year, "2021", ())
    assert [section.no for section in report.sections] == [0, 1, 2, 3, 4, 5, 6]


def test_the_damaged_text_is_read_but_for_the_one_cell_that_is_lost():
    report = read_published(REAL / "jinan-bigdata-2023.txt")
    totals = {key: row["total"] for key, row in report.table3.items() if row["total"]}
    assert totals == {"new_received": 8, "granted": 3, "unable_not_held": 3, "other_other": 2, "result_total": 8}
    assert [key for key, row in report.table3.items() if None in row.values()] == ["partial"]
    assert set(flat(report.table2)) == set(flat(report.table4)) == {0}
    assert len(report.warnings) == 1
    assert "第159行" in report.warnings[0]
    assert report.flattened
    assert [section.no for section in report.sections] == [0, 1, 2, 3, 4, 5, 6]
