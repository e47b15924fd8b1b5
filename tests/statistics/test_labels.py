import pytest

from assistant.statistics.cells import cell_units
from assistant.statistics.labels import label_of


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("table2.normative_docs.in_force", "表二 行政规范性文件 现行有效件数"),
        ("table2.administrative_fees.amount", "表二 行政事业性收费 本年收费金额"),
        ("table3.granted.natural_person", "表三 （一）予以公开 自然人"),
        ("table3.unable_not_held.enterprise", "表三 （四）无法提供 1.本机关不掌握相关政府信息 法人或其他组织—商业企业"),
        ("table4.review.upheld", "表四 行政复议 结果维持"),
        ("table4.suit_direct.total", "表四 行政诉讼—未经复议直接起诉 总计"),
        ("publication.by_category.政策解读", "主动公开信息 栏目“政策解读”"),
        ("publication.by_month.3", "主动公开信息 3月"),
        ("proposals.提案.主办", "政协提案 主办"),
        ("compare.table4.review.total.change", "表四 行政复议 总计 比上年增减"),
        ("previous.table4.review.total", "上年 表四 行政复议 总计"),
        ("nobody.knows", "nobody.knows"),
        ("table3.nothing.total", "table3.nothing.total"),
    ],
)
def test_a_figure_is_called_what_the_form_calls_it(key, label):
    assert label_of(key) == label


def test_every_cell_of_the_tables_has_a_name_of_its_own():
    labels = [label_of(key) for key in cell_units()]
    assert len(labels) == 10 + 175 + 15
    assert len(set(labels)) == len(labels)
    assert not any("." in label and label.startswith("table") for label in labels)
