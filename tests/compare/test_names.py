import pytest

from assistant.compare.names import hold_against, partner, read_names
from assistant.errors import AssistantError


@pytest.mark.parametrize(
    ("name", "names", "found"),
    [
        ("云川市水务局", ["云川市 水务局"], "云川市 水务局"),
        ("洪泽区人民政府", ["淮安市洪泽区人民政府"], "淮安市洪泽区人民政府"),
        ("人民政府", ["淮安市洪泽区人民政府"], None),
        ("水务局", ["甲市水务局"], None),
        ("市水务局", ["甲市水务局", "乙市水务局"], None),
        ("", ["甲市水务局"], None),
    ],
)
def test_a_short_name_stands_for_one_body_or_for_none(name, names, found):
    assert partner(name, names) == found


def test_a_full_name_is_not_taken_by_a_short_one():
    told = hold_against(["区水务局", "乙区水务局"], ["乙区水务局"])
    assert told.missing == ("区水务局",)
    assert told.unexpected == ()


def test_missing_and_unexpected_bodies_are_both_named():
    told = hold_against(["云川市水务局", "云川市教育局"], ["云川市水务局", "云川市体育局"])
    assert told.missing == ("云川市教育局",)
    assert told.unexpected == ("云川市体育局",)


def test_a_list_in_gbk_with_remarks_and_doubles_is_read(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_bytes("# 应报单位\n云川市水务局\n\n云川市水务局\n云川市教育局\n".encode("gbk"))
    assert read_names(path) == ("云川市水务局", "云川市教育局")


def test_an_empty_list_is_refused(tmp_path):
    path = tmp_path / "名单.txt"
    path.write_text("# 无\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="没有单位"):
        read_names(path)
