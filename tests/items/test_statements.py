import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.statements import _FOUR_LETTERS, cut_statements, is_statement


def _cut(text, number=None):
    return [piece.text for piece in cut_statements(text, number)]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("5.15 更新公开指南；5.20 清理失效文件3件；", ["5.15 更新公开指南", "5.20 清理失效文件3件"]),
        ("举办培训2期。参训63人。", ["举办培训2期。", "参训63人。"]),
        ("新增栏目2个②整改问题9个③检查科室12个", ["新增栏目2个②整改问题9个③检查科室12个"]),
        ("①新增栏目2个②整改问题9个", ["新增栏目2个", "整改问题9个"]),
        ("1.召开会议2次 2.印发要点1份", ["召开会议2次", "印发要点1份"]),
        ("（1）收到申请8件（2）无复议诉讼", ["收到申请8件", "无复议诉讼"]),
        ("问题：一是解读形式单一；二是更新不及时", ["问题：一是解读形式单一", "二是更新不及时"]),
        ("8.21挂了图解，8.25组织培训会", ["8.21挂了图解", "8.25组织培训会"]),
        ("3.1印发了工作要点 / 3.5召开部署会2次", ["3.1印发了工作要点", "3.5召开部署会2次"]),
        ("信息更新不及时；第二，解读少", ["信息更新不及时", "解读少"]),
    ],
)
def test_a_line_is_cut_where_each_side_says_something_of_its_own(text, pieces):
    assert _cut(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "发布550余篇，其中市级350余篇；省级150篇；中央50篇",
        "《关于甲；乙的通知》印发",
        "他说“先改；再挂”，照办",
        "新增2个栏目（依申请；平台）",
        "3.29签收一封申请，4月18日答复信息不存在",
        "8月8日那件查无此信息，8.29已答",
        "采纳7/部分3/未采9",
        "新收1件/自然人/要投诉处理记录/4.17登记",
        "发布前三审：①经办；②股长；③办公室",
        "图解、问答、视频；都有",
        "加强组织领导。党组2次研究政务公开",
        "制发行政规范性文件3件，废止1件，现行有效14件",
    ],
)
def test_a_line_that_says_one_thing_stays_whole(text):
    assert _cut(text) == [text]


def test_a_numbering_goes_on_from_the_number_of_the_line():
    assert _cut("召开会议2次 2.印发要点1份", 1) == ["召开会议2次", "印发要点1份"]
    assert _cut("召开会议2次 5.印发要点1份", 1) == ["召开会议2次 5.印发要点1份"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("更新公开指南", True),
        ("政策解读22条", True),
        ("《办法》图解", True),
        ("自然人", False),
        ("股长", False),
        ("已办", False),
    ],
)
def test_a_statement_has_a_verb_a_date_or_a_counted_thing(text, says):
    assert is_statement(text) is says


@given(
    st.text(alphabet='8.21挂了图解，；。、/（）《》“”"①②一是二是1. 2、培训3次其中答复\n ', max_size=60),
    st.one_of(st.none(), st.integers(1, 3)),
)
def test_pieces_stand_in_the_text_in_order_and_never_overlap(text, number):
    end = 0
    for piece in cut_statements(text, number):
        assert piece.start >= end
        assert text[piece.start : piece.start + len(piece.text)] == piece.text
        end = piece.start + len(piece.text)


@given(st.text())
def test_a_statement_has_four_letters_wherever_they_stand(text):
    assert bool(_FOUR_LETTERS.match(text)) == (len(re.sub(r"[\W_]+", "", text)) >= 4)
