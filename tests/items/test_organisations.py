import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.organisations import find_organisations


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请的是山东省齐鲁大数据研究院的朱效民院长", ["山东省齐鲁大数据研究院"]),
        ("另外清华大学王友奎教授来讲了一课", ["清华大学"]),
        ("跟济南日报、济南电视台、济南电台这些媒体", ["济南日报", "济南电视台", "济南电台"]),
        ("山东省人大办公厅综合保障中心二级研究员", ["山东省人大办公厅综合保障中心"]),
        ("县公安局、市财政局联合印发", ["县公安局", "市财政局"]),
        ("给县农业农村局答复", ["县农业农村局"]),
        ("发改委主任就常务会", ["发改委"]),
        ("山东省济南市历下区人民政府", ["山东省济南市历下区人民政府"]),
        ("参观济南市政务服务中心", ["济南市政务服务中心"]),
        ("市住建局数据资源科牵头", ["市住建局数据资源科"]),
        ("法规科撰问答十二则", ["法规科"]),
        ("报市府办一份", ["市府办"]),
        ("清华大学、北京大学和山东大学", ["清华大学", "北京大学", "山东大学"]),
        ("财政局长上电视讲，财政局的稿子", ["财政局"]),
    ],
)
def test_an_organisation_is_named_with_its_place_and_without_what_stands_around_it(text, names):
    assert find_organisations(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "教育部门",
        "各处室",
        "我局",
        "到处都有",
        "学会了",
        "小学生",
        "组织社会组织参加",
        "一家公司",
        "信息科技",
        "交通处罚",
        "工信部门",
    ],
)
def test_words_that_only_end_like_an_organisation_are_none(text):
    assert find_organisations(text) == []


@given(st.text(max_size=60))
def test_every_organisation_stands_in_its_text(text):
    assert all(name in text for name in find_organisations(text))
