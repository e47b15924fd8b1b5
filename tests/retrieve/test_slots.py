import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.names import place_names
from assistant.retrieve.slots import Kind, find_slots


def found(text: str, agency: str = "", places=()) -> list[tuple[str, str]]:
    return [(slot.kind.name, slot.text) for slot in find_slots(text, agency, places)]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("发布信息412条", [("QUANTITY", "412条")]),
        ("播放2.3万次，近550余人参加", [("QUANTITY", "2.3万次"), ("QUANTITY", "近550余人")]),
        ("安排资金1.27亿元", [("QUANTITY", "1.27亿元")]),
        ("较上年提高6.8个百分点", [("QUANTITY", "6.8个百分点")]),
        ("11至20个工作日答复", [("QUANTITY", "11至20个工作日")]),
        ("两次审议，三场辅导，十余次", [("QUANTITY", "两次"), ("QUANTITY", "三场"), ("QUANTITY", "十余次")]),
        ("近六成来自企业", [("QUANTITY", "近六成")]),
        ("一名同志，同一页面，一个入口", [("QUANTITY", "一名")]),
        ("2022年3月印发", [("DATE", "2022年3月")]),
        ("3月至5月，1—6月", [("DATE", "3月至5月"), ("DATE", "1—6月")]),
        ("每月5日前报送", [("DATE", "5日")]),
        ("八月二十一日召开", [("DATE", "八月二十一日")]),
        ("每周三、周六播放", [("DATE", "周三、周六")]),
        ("一周天气", []),
        ("2023年一季度", [("DATE", "2023年一季度")]),
        ("2022年度未发生", [("YEAR", "2022年度")]),
        ("截至2022年12月31日有效", [("YEAR_END", "截至2022年12月31日")]),
        ("印发《公开办法》", [("TITLE", "《公开办法》")]),
        ("12345热线", [("CODE", "12345")]),
        ("青政办发〔2021〕30号", [("CODE", "青政办发〔2021〕30号")]),
        ("第四次普查，第六批名录，第二批、第三件", [("CODE", "第四次"), ("CODE", "第六批")]),
        ("依据第十四条不予公开", [("CODE", "第十四条")]),
        ("公众号“青屏教育”推送", [("NAME", "青屏教育")]),
        ("制作“一图读懂”", []),
        ("建立“三审三校”制度", []),
        ("落实三审三校和“双随机、一公开”", []),
        ("邀请朱效民院长授课", [("PERSON", "朱效民")]),
        ("局长张建国主持会议", [("PERSON", "张建国")]),
        ("朱效民，男，博士；主讲人：李娜", [("PERSON", "朱效民"), ("PERSON", "李娜")]),
        ("局长主持会议，分管副局长参加", []),
        ("方便代表委员查阅", []),
        ("委托青山师范大学评估", [("ORGANISATION", "青山师范大学")]),
        ("委托高校课题组，走访定点医院和中小学", []),
        ("赴北京考察学习", [("PLACE", "北京")]),
        ("到白鹭市参观", [("PLACE", "白鹭市")]),
        ("赤水县水务局答复，由白鹭市人民政府公布", [("PLACE", "赤水县"), ("PLACE", "白鹭市")]),
        ("邀请市司法局授课，配合区政府发布", []),
        ("在全市推广，到社区宣传", []),
        ("我局与本街道", [("SELF", "我局"), ("SELF", "本街道")]),
    ],
)
def test_facts_are_slots_and_wording_is_not(text, slots):
    assert found(text) == slots


def test_the_agency_and_its_places_are_slots():
    assert found("云川市水务局在云川开通“云川水务”，云川市民可查", "云川市水务局") == [
        ("AGENCY", "云川市水务局"),
        ("PLACE", "云川"),
        ("NAME", "云川水务"),
        ("PLACE", "云川市"),
    ]


def test_places_of_other_agencies_are_slots_wherever_they_stand():
    assert found("组织到嘉湖市政务大厅", "", place_names(["嘉湖市卫生健康委员会"])) == [("PLACE", "嘉湖市")]


WORDS = "2023年 8月 21日 《办法》 《 》 “ ” 12 3.5 万 条 两 次 一 个 第 号 局长 张 三 大学 市 〔2021〕 ， 。 发布 培训 IPv6 % 至 余 季度 周"
PIECES = st.lists(st.sampled_from(WORDS.split()), max_size=14).map("".join)


@given(PIECES)
def test_slots_never_overlap_and_say_what_stands_there(text):
    slots = find_slots(text, "云川市水务局", ["嘉湖市"])
    assert all(slot.text == text[slot.start : slot.end] and slot.text for slot in slots)
    assert all(one.end <= other.start for one, other in pairwise(slots))


@given(PIECES)
def test_no_digit_stands_outside_of_a_slot(text):
    rest = list(text)
    for slot in find_slots(text):
        rest[slot.start : slot.end] = "\0" * (slot.end - slot.start)
    quoted = re.sub("“[^”]*”", "", "".join(rest))
    assert not re.search(r"\d", quoted)


def test_every_passage_of_the_starter_corpus_keeps_its_digits_inside_slots(starter):
    for passage in starter:
        rest = passage.text
        for slot in reversed(find_slots(passage.text, passage.agency)):
            rest = rest[: slot.start] + rest[slot.end :]
        assert not re.search(r"\d", rest), passage.text


def test_kinds_without_text_of_their_own_are_never_returned(starter):
    assert all(slot.kind is not Kind.WORDING for one in starter[:50] for slot in find_slots(one.text, one.agency))
