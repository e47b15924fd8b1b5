import pytest

from assistant.report.published.grid import Cell, Grid
from assistant.report.published.record import Spot
from assistant.report.published.rows import rows_of
from assistant.report.published.tables2 import read_table2


def table(text, aligned=True):
    rows = [
        tuple(Cell(cell, column, Spot(line=number)) for column, cell in enumerate(line.split("|")))
        for number, line in enumerate(text.split("\n"), 1)
    ]
    return read_table2(rows_of([Grid(tuple(rows), aligned)]))


FORM = """第二十条第（一）项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|0|0|0
行政规范性文件|3|1|14
第二十条第（五）项
信息内容|本年处理决定数量
行政许可|126
第二十条第（六）项
信息内容|本年处理决定数量
行政处罚|9
行政强制|2
第二十条第（八）项
信息内容|本年收费金额（单位：万元）
行政事业性收费|40.25"""


@pytest.mark.parametrize("aligned", [True, False])
def test_the_form_is_read(aligned, known):
    read = table(FORM, aligned)
    assert read.figures == known.table2
    assert (read.warnings, read.legacy, read.found) == ((), False, True)


def test_a_lost_header_cell_does_not_matter_where_a_row_has_three_numbers(known):
    assert table(FORM.replace("本年废止件数|", "")).figures == known.table2


def test_a_blank_among_three_is_known_only_where_columns_are_sure():
    changed = FORM.replace("行政规范性文件|3|1|14", "行政规范性文件|3||14")
    assert table(changed).figures["normative_docs"] == {"issued": 3, "repealed": None, "in_force": 14}
    spaced = FORM.replace("行政规范性文件|3|1|14", "行政规范性文件|3|14")
    assert set(table(spaced, aligned=False).figures["normative_docs"].values()) == {None}


@pytest.mark.parametrize(("glued", "values"), [("000", (0, 0, 0)), ("0014", (0, 0, 14)), ("0514", (None, None, None))])
def test_glued_digits_are_parted_only_where_there_is_one_way(glued, values):
    read = table(FORM.replace("规章|0|0|0", f"规章|{glued}"), aligned=False)
    assert tuple(read.figures["rules"].values()) == values


def test_an_amount_in_another_unit_is_not_converted():
    read = table(FORM.replace("40.25", "402500元"))
    assert read.figures["administrative_fees"] == {"amount": None}
    assert any("402500元" in text for text in read.warnings)


FORM_2019 = """第二十条第（一）项
信息内容|本年新制作数量|本年新公开数量|对外公开总数量
规章|0|0|0
规范性文件|5|4|61
第二十条第（五）项
信息内容|上一年项目数量|本年增/减|处理决定数量
行政许可|53|-3|1208
其他对外管理服务事项|44|+2|310
第二十条第（六）项
信息内容|上一年项目数量|本年增/减|处理决定数量
行政处罚|210|0|88
行政强制|12|0|0
第二十条第（八）项
信息内容|上一年项目数量|本年增/减
行政事业性收费|3|-1
第二十条第（九）项
信息内容|采购项目数量|采购总金额
政府集中采购|17|233.5万元"""


def test_the_format_of_2019_has_cells_of_its_own_and_shares_the_decisions():
    read = table(FORM_2019)
    assert read.legacy
    assert read.figures["licensing"] == {"decisions": 1208}
    assert read.figures["penalties"] == {"decisions": 88}
    assert set(read.figures["normative_docs"].values()) == {None}
    assert read.figures["administrative_fees"] == {"amount": None}
    assert read.figures_2019["normative_docs"] == {"made": 5, "made_public": 4, "public_total": 61}
    assert read.figures_2019["licensing"] == {"last_year": 53, "change": -3, "decisions": 1208}
    assert read.figures_2019["other_services"]["decisions"] == 310
    assert read.figures_2019["procurement"] == {"items": 17, "amount": 233.5}


def test_no_table_is_no_figures_and_no_complaint_about_rows():
    read = table("姓名|年龄\n甲|3")
    assert not read.found
    assert read.warnings == ()
    assert {value for row in read.figures.values() for value in row.values()} == {None}
