"""Which parts belong to which total, and whether they are all of it; reading never fails and stays linear."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.breakdowns import Completeness, find_breakdowns
from assistant.check.reading.changes import find_changes
from assistant.check.reading.ratios import find_ratios
from assistant.check.reading.sentences import read_sentences
from assistant.check.reading.subjects import find_subjects


def read(text):
    return [(each.total.number, [part.number for part in each.parts]) for each in find_breakdowns(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("共20件，其中甲类8件（含甲一类3件、甲二类5件）、乙类12件。", [(8, [3, 5]), (20, [8, 12])]),
        ("甲类8件、乙类5件、丙类3件，共计16件。", [(16, [8, 5, 3])]),
        ("培训2次，参训63人次，其中县直40人次、乡镇23人次。", [(63, [40, 23])]),
        ("（建议7件、提案25件）32件均办结。", [(32, [7, 25])]),
        ("发布120条：甲类70条；乙类50条。", [(120, [70, 50])]),
    ],
)
def test_parts_find_their_total(text, told):
    assert read(text) == told


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("共20件，其中甲类8件、乙类6件等。", Completeness.PARTIAL),
        ("共20件，其中主要为甲类8件、乙类6件。", Completeness.PARTIAL),
        ("共20件，其中甲类8件。", Completeness.PARTIAL),
        ("共20件，其中甲类8件、乙类6件。", Completeness.OPEN),
        ("共20件，其中甲类8件、其他12件。", Completeness.CLOSED),
        ("共20件，分别为甲类8件、乙类12件。", Completeness.CLOSED),
        ("共20件，其中自然人8件、法人12件。", Completeness.CLOSED),
    ],
)
def test_the_words_say_whether_the_parts_are_all(text, state):
    assert [each.completeness for each in find_breakdowns(text)] == [state]


pieces = st.sampled_from(
    ["共", "其中", "（", "）", "，", "、", "；", "。", "：", "占", "同比增长", "上年", "较", "的", "申请", "收到", "分别", "合计", "等",
     "12件", "3条", "4.35%", "二十件", "0件", "2倍", "百分之五", "3个百分点", "《", "》", "“", "约", "余", "各5件", "年", "2022年", " ", "由", "降至"]
)  # fmt: skip


@given(st.lists(pieces, max_size=40).map("".join))
def test_no_order_of_words_breaks_the_readers(text):
    find_breakdowns(text)
    find_subjects(text, 2023)
    for change in find_changes(text, 2023):
        assert change.quote() in text
    for ratio in find_ratios(text):
        assert ratio.quote in text


def test_a_text_without_full_stops_is_read_in_linear_time():
    piece = "其中甲类8件（含乙类3件、丙类5件），占12%，较上年增加2件，"

    def seconds(times):
        text = f"{times}：" + piece * times
        start = time.perf_counter()
        read_sentences(text)
        find_breakdowns(text)
        list(find_ratios(text))
        list(find_changes(text, 2023))
        return time.perf_counter() - start

    seconds(10)
    assert seconds(800) < 12 * max(seconds(200), 0.02)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("增设自助终端5台，4台在市区，2台在开发区。", [(5, [4, 2])]),
        ("编发期刊41期，上半年9期、下半年5期。", [(41, [9, 5])]),
        ("培训236人次——校长班84人次，信息员班152人次。", [(236, [84, 152])]),
        ("信函149件、网络97件、窗口9件，三者相加即全年的254件。", [(254, [149, 97, 9])]),
        ("收到建议13件，其中主办9件、会办4件；提案17件，其中主办12件、会办5件。", [(13, [9, 4]), (17, [12, 5])]),
        ("予以公开42件，不予公开58件，无法提供31件，不予处理20件，其他处理3件。", []),
        ("制作图解5条，视频3条，海报1条。", []),
    ],
)
def test_parts_without_a_word_are_found_where_the_words_divide_the_total(text, told):
    assert read(text) == told
