import pytest

from assistant.items.lines import continues, decorated_heading, is_heading, read_entry, wrap_width


@pytest.mark.parametrize(
    ("line", "text", "kind", "order"),
    [
        ("- 挂网3篇", "挂网3篇", "-", None),
        ("• 挂网3篇", "挂网3篇", "-", None),
        ("- [x] 挂网3篇", "挂网3篇", "-", None),
        ("① 挂网3篇", "挂网3篇", "①", 1),
        ("1. 挂网3篇", "挂网3篇", "1", 1),
        ("2、挂网3篇", "挂网3篇", "1", 2),
        ("3)挂网3篇", "挂网3篇", "1", 3),
        ("(1) 挂网3篇", "挂网3篇", "（1）", 1),
        ("（二）挂网3篇", "挂网3篇", "（一）", 2),
        ("十一、挂网3篇", "挂网3篇", "一", 11),
        ("第三，挂网3篇", "挂网3篇", "一", 3),
        ("## 平台", "平台", "#", None),
        ("1.2023年挂网3篇", "2023年挂网3篇", "1", 1),
        ("2.350余篇稿件", "350余篇稿件", "1", 2),
        ("1.19 答复了", "1.19 答复了", "", None),
        ("3.5万字的年报", "3.5万字的年报", "", None),
        ("8、9月份各1期", "8、9月份各1期", "", None),
        ("一、二季度各1期", "一、二季度各1期", "", None),
        ("10:32开会", "10:32开会", "", None),
    ],
)
def test_a_marker_is_taken_off_and_a_date_is_no_marker(line, text, kind, order):
    entry = read_entry(1, line)
    assert (entry.text, entry.kind, entry.order) == (text, kind, order)


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("—————  7月  —————", True),
        ("【3月】", True),
        ("3月份", True),
        ("2023年上半年", True),
        ("【8.21培训2次】", False),
        ("3月培训", False),
    ],
)
def test_a_heading_by_itself_holds_no_facts(line, heading):
    assert decorated_heading(line) is heading


@pytest.mark.parametrize(
    ("line", "following", "heading"),
    [
        ("# 平台建设", "网站改版", True),
        ("## 8.21培训2次", "网站改版", False),
        ("本周工作：", "1. 更新栏目3个", True),
        ("监督保障：", "- 考核结果公布", True),
        ("一、主动公开", "（一）网站信息", True),
        ("六、其他", "2023年未收取信息处理费。", True),
        ("一、培训2次", "（一）7月1次", False),
        ("一、主动公开", "二、依申请公开", False),
        ("网站改版上线", "- 更新栏目3个", False),
        ("收到申请3件", "1. 答复2件", False),
    ],
)
def test_a_short_line_above_a_lower_level_is_a_heading(line, following, heading):
    assert is_heading(read_entry(1, line), read_entry(2, following), 9) is heading


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("6月组织培训，邀请专家授课，", "参训63人", True),
        ("- 修订主动公开目录，把重点领域", "  纳入更新范围", True),
        ("印发《政务公开任务", "分工》，明确39项任务", True),
        ("挂网了", "，还发了公众号", True),
        ("8.21挂网图解", "8.25开会", False),
        ("8.21挂网图解。", "又发了公众号", False),
        ("6月培训，", "- 参训63人", False),
    ],
)
def test_a_line_broken_in_a_sentence_goes_on(line, following, joined):
    assert continues(read_entry(1, line), read_entry(2, following), 0) is joined


def test_prose_broken_at_one_width_is_recognised_and_a_chat_is_not():
    prose = ["加强组织领导，局党组多次专题研究政务公开工作，印发年度任务分工，明"] * 4 + ["确责任。"]
    chat = ["挂了3篇", "8月21日把公共数据开放重点工作安排的图解和专家解读都放到网站上去了大家看", "好"]
    assert wrap_width([read_entry(i, line) for i, line in enumerate(prose)]) > 0
    assert wrap_width([read_entry(i, line) for i, line in enumerate(chat)]) == 0
