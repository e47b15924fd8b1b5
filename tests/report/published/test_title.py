import pytest

from assistant.report.published.grid import Block
from assistant.report.published.record import Spot
from assistant.report.published.title import find_title, read_title


@pytest.mark.parametrize(
    ("line", "agency", "year"),
    [
        ("云泽县水务局2023年政府信息公开工作年度报告", "云泽县水务局", 2023),
        ("云泽县水务局 2023 年度政府信息公开工作报告", "云泽县水务局", 2023),
        ("2023年云泽县水务局政府信息公开工作年度报告", "云泽县水务局", 2023),
        ("关于云泽县水务局2023年政府信息公开年度报告", "云泽县水务局", 2023),
        ("云泽县水务局政府信息公开工作年度报告（2023年度）", "云泽县水务局", 2023),
        ("云泽县人民政府二〇二三年政府信息公开工作年度报告", "云泽县人民政府", 2023),
        ("云泽县水务局2019年政府信息公开工作年度报告（公开稿）", "云泽县水务局", 2019),
        ("2023年政府信息公开工作年度报告", "", 2023),
        ("政府信息公开工作年度报告", "", None),
        ("云泽县水务局２０２３年政府信息公开工作年报", "云泽县水务局", 2023),
    ],
)
def test_a_title_names_its_agency_and_year(line, agency, year):
    title = read_title(line)
    assert (title.agency, title.year) == (agency, year)


@pytest.mark.parametrize(
    "line",
    ["一、总体情况", "现将云泽县水务局2023年政府信息公开工作年度报告公布如下。", "政府信息公开指南", "", "2023年"],
)
def test_other_lines_are_no_titles(line):
    assert read_title(line) is None


def title_of(lines, hints=()):
    return find_title([Block(line, Spot()) for line in lines], len(lines), hints)


def test_a_title_may_be_broken_over_lines():
    title = title_of(["政务公开", "云泽县水务局", "2023年政府信息公开", "工作年度报告", "前言。"])
    assert (title.agency, title.year, title.first, title.last) == ("云泽县水务局", 2023, 1, 4)


def test_the_page_says_what_the_text_does_not():
    title = title_of(
        ["政府信息公开工作年度报告"], ["云泽县水务局2022年政府信息公开工作年度报告_年度报告_云泽县人民政府"]
    )
    assert (title.agency, title.year) == ("云泽县水务局", 2022)


def test_the_opening_is_the_last_resort():
    title = title_of(["本报告由云泽县水务局根据条例编制，数据统计期限为2021年1月1日至12月31日。"])
    assert (title.text, title.agency, title.year) == ("", "云泽县水务局", 2021)


def test_what_nobody_says_stays_unknown():
    title = title_of(["今年工作顺利。"])
    assert (title.text, title.agency, title.year) == ("", "", None)
