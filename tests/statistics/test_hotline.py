import pytest

from assistant.ingest import Sheet, SheetKind
from assistant.statistics.hotline import count_hotline


def letters(headers=None, **columns):
    size = len(next(iter(columns.values())))
    return Sheet("来信.csv", None, SheetKind.HOTLINE, columns, range(2, 2 + size), headers or {})


def found(*sheets):
    counted = count_hotline(sheets, 2023)
    return {figure.key.removeprefix("hotline."): figure.value for figure in counted.figures}, counted


def test_letters_are_counted_by_consent_timeliness_and_kind():
    figures, _ = found(
        letters(
            来信日期=["2023-03-07", "2023-05-24", "2023-08-29", "2022-12-31"],
            类别=["咨询", "建议", "咨询", "咨询"],
            是否同意公开=["同意", "不同意", "是", "是"],
            是否按时=["是", "是", "逾期", "是"],
        )
    )
    assert figures == {
        "total": 3,
        "agreed": 2,
        "not_agreed": 1,
        "on_time": 2,
        "late": 1,
        "by_kind.咨询": 2,
        "by_kind.建议": 1,
    }


@pytest.mark.parametrize(("header", "on_time"), [("是否按时办结", 1), ("是否超期", 0), ("是否逾期", 0)])
def test_yes_under_a_header_that_asks_for_delay_is_late(header, on_time):
    figures, _ = found(letters({"是否按时": header}, 来信日期=["2023-03-07"], 是否按时=["是"]))
    assert (figures["on_time"], figures["late"]) == (on_time, 1 - on_time)


def test_a_letter_without_a_day_leaves_everything_missing_and_names_its_row():
    figures, counted = found(letters(来信日期=["2023-03-07", None], 是否按时=["是", "是"]))
    assert figures == {}
    assert [problem.place.row for problem in counted.problems] == [3]


def test_an_unclear_consent_leaves_only_consent_missing():
    figures, counted = found(letters(来信日期=["2023-03-07"], 是否同意公开=["再议"], 是否按时=["是"]))
    assert figures == {"total": 1, "on_time": 1, "late": 0}
    assert [problem.place.column for problem in counted.problems] == ["是否同意公开"]


def test_a_column_the_sheet_does_not_have_tells_nothing():
    figures, _ = found(letters(来信日期=["2023-03-07"]))
    assert figures == {"total": 1}


def test_a_sheet_without_rows_means_none_and_no_sheet_means_nobody_knows():
    assert found(letters(来信日期=[], 是否按时=[]))[0]["total"] == 0
    assert found()[0] == {}
