import pytest

from assistant.errors import BadSettings
from assistant.taxonomy import BUILT_IN, DEFAULT_CATEGORIES, Category, load_categories, load_taxonomy


def written(tmp_path, text):
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_there_are_the_ten_that_ship():
    assert load_categories() == DEFAULT_CATEGORIES
    assert load_taxonomy() == BUILT_IN and BUILT_IN.built_in


def test_a_list_of_names_is_enough(tmp_path):
    assert load_categories(written(tmp_path, "categories: [政策解读, 公示公告]")) == ("政策解读", "公示公告")


def test_the_ten_names_in_any_order_are_the_built_in_ones(tmp_path):
    path = written(tmp_path, f"categories: [{', '.join(reversed(DEFAULT_CATEGORIES))}]")
    assert load_taxonomy(path).built_in


def test_a_category_may_say_what_belongs_there(tmp_path):
    taxonomy = load_taxonomy(
        written(
            tmp_path,
            "categories:\n  - name: 图说\n    description: 图\n    examples: [一图读懂]\n    maps_to: 政策解读\n",
        )
    )
    assert taxonomy.categories == (Category("图说", "图", ("一图读懂",), "政策解读"),)
    assert not taxonomy.built_in
    assert taxonomy.root("图说") == "政策解读"


def test_a_reply_to_a_proposal_is_of_another_part_than_what_else_is_published():
    assert Category("代表之声", maps_to="建议提案").part == "建议提案办理"
    assert Category("便民提示").part == "主动公开"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("栏目: [政策解读]", "没有 categories"),
        ("categories: []", "没有 categories"),
        ("categories: [政策解读, 政策解读]", "重复"),
        ("categories: [无]", "不必写"),
        ("categories: ['']", "没有名称"),
        ("categories: [{name: 图说, maps_to: 图解}]", "不是内置栏目"),
        ("categories: [{name: 图说, 例子: [一图读懂]}]", "写法不对"),
        ("categories: [3]", "写法不对"),
        ("categories: [", "读不出来"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path, text, said):
    with pytest.raises(BadSettings, match=said):
        load_taxonomy(written(tmp_path, text))


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadSettings, match="读不出来"):
        load_taxonomy(tmp_path / "none.yaml")
