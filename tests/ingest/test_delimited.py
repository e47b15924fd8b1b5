import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.delimited import find_delimiter, read_delimited
from assistant.ingest.encoding import Readable

NAMES = load_columns()
HEADER = "标题,栏目,发布日期"


def read(text, encoding="utf-8"):
    return read_delimited(Readable(text.encode(encoding), encoding), "导出.csv", NAMES)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "；", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_read(delimiter, end):
    rows = [["标题", "栏目", "发布日期"], ["甲、乙", "公告", "2023-1-2"], ["丙", "公告", "2023-1-3"]]
    (sheet,) = read(end.join(delimiter.join(row) for row in rows) + end).sheets
    assert (sheet.kind, sheet.numbers) == (SheetKind.WEB_EXPORT, [2, 3])
    assert sheet.columns == {"标题": ["甲、乙", "丙"], "栏目": ["公告", "公告"], "发布日期": ["2023-1-2", "2023-1-3"]}


def test_the_delimiter_a_file_names_itself_is_used():
    assert find_delimiter(["sep=|\n", "a|b,c\n"]) == "|"


def test_quoted_cells_may_hold_delimiters_quotes_and_lines():
    (sheet,) = read(HEADER + '\n"甲,""乙""\n第二行",公告,2023-1-2\n丙,公告,2023-1-3\n').sheets
    assert (sheet.columns["标题"], sheet.numbers) == (['甲,"乙"\n第二行', "丙"], [2, 3])


def test_a_quote_without_its_partner_is_told_and_swallows_nothing():
    material = read(HEADER + '\n甲,公告,2023-1-2\n"乙,公告,2023-1-3\n丙,公告,2023-1-4\n')
    (sheet,) = material.sheets
    assert sheet.columns["标题"] == ["甲", "乙", "丙"]
    (problem,) = material.problems
    assert str(problem.place) == "导出.csv 第3行"
    assert "引号不成对" in problem.problem


def test_a_header_alone_is_an_empty_sheet():
    (sheet,) = read(HEADER).sheets
    assert len(sheet) == 0


def test_blank_lines_count_as_rows_and_hold_nothing():
    (sheet,) = read(f"\n{HEADER}\n\n甲,公告,2023-1-2\n,,\n").sheets
    assert sheet.numbers == [4]


def test_nothing_but_delimiters_is_told():
    material = read(",,\n,,\n")
    assert [problem.problem for problem in material.problems] == ["只有空行，没有任何数据"]


def test_gb18030_is_read_as_it_comes():
    (sheet,) = read(HEADER + "\n甲,公告,2023-1-2\n", "gb18030").sheets
    assert sheet.columns["标题"] == ["甲"]


cell = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8).map(lambda text: f"条{text}目")


@given(st.lists(st.tuples(cell, cell, cell), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows([("标题", "栏目", "网址"), *rows])
    (sheet,) = read(file.getvalue()).sheets
    assert len(sheet) == len(rows)
    assert sheet.numbers == list(range(2, len(rows) + 2))
