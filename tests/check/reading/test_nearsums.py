import pytest

from assistant.check.reading.breakdowns import find_breakdowns
from assistant.check.reading.nearsums import find_near_sums
from assistant.check.reading.sentences import read_sentences

MISSED = [
    ("上半年开课7期，下半年开课6期，全年12期均有签到表。", 12, [7, 6]),
    ("抽查链接260条，能打开的231条，打不开的19条。", 260, [231, 19]),
    ("东片社区更换展板5块，西片社区更换展板3块，两片的9块都已验收。", 9, [5, 3]),
    ("热线来电10452通，咨询类9038通，求助类1404通。", 10452, [9038, 1404]),
    ("原有账号18个保留11个、关停6个。", 18, [11, 6]),
    ("一级目录8项、二级目录21项、三级目录30项，60项全部挂出。", 60, [8, 21, 30]),
]
SAID_RIGHT = [
    "上半年开课7期，下半年开课6期，全年13期均有签到表。",
    "抽查链接260条，能打开的241条，打不开的19条。",
    "召开会议8次，培训3次，调研4次。",
    "专题会议3次，调度会议2次，党组会议6次。",
    "予以公开19件，不予公开6件，其他处理12件。",
    "全年发布政策解读20篇，较上年增加4篇，同比增长25%，其中视频15篇。",
    "新招录5名，带教老师4名，轮岗2名。",
]


@pytest.mark.parametrize(("text", "total", "parts"), MISSED)
def test_a_sum_missed_by_one_slip_is_found_without_a_word_for_it(text, total, parts):
    found = [(int(each.total.value), [int(part.value) for part in each.parts]) for each in find_breakdowns(text)]
    assert (total, parts) in found


@pytest.mark.parametrize("text", SAID_RIGHT)
def test_nothing_is_made_up(text):
    assert [each for sentence in read_sentences(text) for each in find_near_sums(sentence)] == []


@pytest.mark.parametrize(("text", "total", "parts"), MISSED)
def test_numbers_far_off_are_no_sum(text, total, parts):
    far = text.replace(str(total), str(total * 3 + 1))
    assert [each for sentence in read_sentences(far) for each in find_near_sums(sentence)] == []
