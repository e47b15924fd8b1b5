import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.facts import resolve_titles
from assistant.items.titles import find_titles

KNOWN = (
    "济南市公共数据开放2023年重点工作安排",
    "济南市公共数据开放利用管理办法（试行）",
    "济南市公共数据共享开放工作细则（试行）",
    "关于加快推进智慧社区建设工作的实施意见",
    "关于印发《城市更新三年行动方案》的通知",
)


def _names(text):
    return [each.name for each in find_titles(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("《公开办法》图解", ["公开办法"]),
        ("《甲》《乙》都挂了", ["甲", "乙"]),
        ("《关于印发〈甲办法〉的通知》", ["关于印发〈甲办法〉的通知"]),
        ("《关于印发《甲办法》的通知》发了", ["关于印发〈甲办法〉的通知"]),
        ("关于印发《课后服务方案》的通知 3.18发布", ["关于印发〈课后服务方案〉的通知"]),
        ("《未闭合", []),
        ("《公共数据开放办 法》", ["公共数据开放办法"]),
        ("关于支持民营经济的意见，因附件有误撤下", ["关于支持民营经济的意见"]),
        ("关于提质提速的实施意见（2023—2025年）印了", ["关于提质提速的实施意见（2023—2025年）"]),
        ("转发水利部关于水资源管理的指导意见 9.5", ["水利部关于水资源管理的指导意见"]),
        ("市大数据局2023年政务公开工作实施方案 印好了", ["市大数据局2023年政务公开工作实施方案"]),
        ("6月份印发公共数据共享开放工作细则试行，图解也弄了", ["公共数据共享开放工作细则（试行）"]),
        ("挂网：济南市公共数据开放2023年重点工作安排，一图读懂", ["济南市公共数据开放2023年重点工作安排"]),
        ("9月 济南市2023年公共数据开放清单公布了", ["济南市2023年公共数据开放清单"]),
        ("出台了镇级便民服务中心管理办法", ["镇级便民服务中心管理办法"]),
    ],
)
def test_a_title_is_read_with_its_borders(text, names):
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "8.21挂了开放工作安排的图解",
        "按年初那个培训计划走的",
        "信息公开指南又改了一版",
        "制定培训计划",
        "省政务公开要点里分到我市的38项",
        "关于停车难的意见收集",
        "市级行政许可事项清单调整",
        "把办法画成漫画",
    ],
)
def test_words_that_only_end_like_a_title_are_none(text):
    assert _names(text) == []


@pytest.mark.parametrize(
    ("text", "name", "written"),
    [
        ("8.21挂了开放工作安排的图解", KNOWN[0], "开放工作安排"),
        ("开放利用办法的问答", KNOWN[1], "开放利用办法"),
        ("共享开放工作细则印发", KNOWN[2], "共享开放工作细则"),
        ("智慧社区的实施意见图解", KNOWN[3], "智慧社区的实施意见"),
        ("城市更新行动方案解读", KNOWN[4], "城市更新行动方案"),
        ("《公共数据开放利用管理办法》发了", KNOWN[1], "《公共数据开放利用管理办法》"),
    ],
)
def test_an_abbreviated_mention_is_resolved_to_the_full_title(text, name, written):
    (found,) = resolve_titles(text, KNOWN)
    assert (found.name, found.text) == (name, written)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize("text", ["办法的图解", "《工作安排》", "实施意见", "2023年工作安排", "今年的工作要点"])
def test_a_mention_that_says_too_little_is_left_alone(text):
    assert resolve_titles(text, KNOWN) == ()


def test_a_mention_of_two_titles_is_left_alone_unless_it_is_one_of_them():
    known = ("甲县停车收费管理办法", "乙县停车收费管理办法")
    assert resolve_titles("停车收费管理办法出台", known) == ()
    assert [each.name for each in resolve_titles("乙县停车收费管理办法出台", known)] == [known[1]]


@given(st.text(alphabet="《》〈〉关于印发的通知办法（）试行济南市2023年方案，。 a", max_size=60))
def test_titles_never_overlap_and_stand_where_they_say(text):
    end = 0
    for found in find_titles(text):
        assert found.start >= end
        assert text[found.start : found.end] == found.text
        end = found.end


@given(st.text(alphabet="开放工作安排数据共享管理办法2023年的", max_size=30))
def test_resolved_mentions_stand_where_they_say(text):
    for found in resolve_titles(text, KNOWN):
        assert text[found.start : found.end] == found.text
        assert found.name in KNOWN
