import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.people import find_people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("大数据研究院的朱效民院长", [("朱效民", "院长")]),
        ("清华大学王友奎教授来讲课", [("王友奎", "教授")]),
        ("山东大学赵辉教授、保障中心二级研究员郑晓势，分别", [("赵辉", "教授"), ("郑晓势", "二级研究员")]),
        ("副市长张某带队", [("张某", "副市长")]),
        ("局长李明带队调研", [("李明", "局长")]),
        ("局长王强调研", [("王强", "局长")]),
        ("党组书记刘强主持", [("刘强", "党组书记")]),
        ("王科长说的", [("王", "科长")]),
        ("（王科提供）", [("王", "科")]),
        ("李局审了", [("李", "局")]),
        ("陈总工出镜", [("陈", "总工")]),
        ("请疾控张主任讲", [("张", "主任")]),
        ("欧阳修远教授", [("欧阳修远", "教授")]),
    ],
)
def test_a_person_is_named_with_the_role(text, people):
    assert [(each.name, each.role) for each in find_people(text)] == people


@pytest.mark.parametrize(
    "text",
    [
        "局长办公会",
        "主任会议",
        "高科技企业",
        "施工单位",
        "全局大会",
        "万科公司",
        "书记高度重视",
        "分管副厅长专题听",
        "市民代表、人大代表参加",
        "相关专家",
        "时任局长",
        "上周主任会议",
        "武装部长",
        "老王",
        "小刘",
    ],
)
def test_words_that_only_look_like_a_person_are_none(text):
    assert find_people(text) == []


@given(st.text(alphabet="王李张欧阳明强科长局主任教授副市长请的和、，说讲会议某", max_size=40))
def test_people_stand_where_they_say(text):
    for found in find_people(text):
        assert found.name in text[found.start : found.end]
        assert found.role in text[found.start : found.end]
