from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items.dates import find_dates
from assistant.items.stamps import _day, find_stamp, is_person, speakers


@pytest.mark.parametrize(
    "line",
    [
        "张三 10:32",
        "张三 下午3:05",
        "张三 昨天 10:32",
        "2023-08-21 10:32 张三",
        "2023-08-21 10:32:05 张三(12345678)",
        "张三 2023/8/21 10:32:05",
        "党政办小杨(12:03:11)",
        "办公室-小吴  2023-04-11 09:12",
        "[张三]",
        "张三：",
        "10:32",
        "—— 2023年8月21日 ——",
        "2023年8月21日 星期一",
    ],
)
def test_a_stamp_alone_takes_the_whole_line(line):
    stamp = find_stamp(line, frozenset(), 2023)
    assert stamp
    assert stamp.length == len(line)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("张三 10:32 挂了3篇", "挂了3篇"),
        ("[10:32] 王五: 挂了3篇", "挂了3篇"),
        ("小周：挂了3篇", "挂了3篇"),
        ("2023-08-21 10:32 张三：挂了3篇", "挂了3篇"),
    ],
)
def test_a_stamp_before_a_message_leaves_the_message(line, message):
    stamp = find_stamp(line, frozenset(), 2023)
    assert stamp
    assert line[stamp.length :] == message


@pytest.mark.parametrize(
    "line",
    [
        "3.12 16:40上传了附件",
        "公示期截止9月1日 17:30",
        "方案：已印发3份",
        "培训：2次",
        "问题一：推动不够",
        "责任追究：无",
        "政策解读：22条",
        "金额：3万元",
        "会议9:00开始",
    ],
)
def test_what_only_looks_like_a_stamp_is_none(line):
    assert find_stamp(line, frozenset(), 2023) is None


def test_a_full_date_in_a_stamp_is_the_day_of_what_follows():
    stamp = find_stamp("2023-08-21 10:32 张三", frozenset(), 2023)
    assert stamp
    assert stamp.day == date(2023, 8, 21)


def test_a_name_before_a_colon_is_a_speaker_once_two_lines_have_one():
    assert speakers(["张伟：挂了3篇", "孙丽：收到"]) == {"张伟", "孙丽"}
    assert speakers(["张伟：挂了3篇"]) == frozenset()
    assert find_stamp("张伟：挂了3篇", frozenset({"张伟"}), 2023)


@pytest.mark.parametrize("name", ["周报", "费用", "申请", "方案", "问题", "解读", "许可", "安全"])
def test_a_word_of_the_office_is_nobodys_name(name):
    assert not is_person(name)


@given(
    st.sampled_from(
        ["", "小周 ", "王今 ", "周本周 ", "3科 ", "前天 ", "本周三 ", "office-Li\t", "小周", "1月2日 ", "卅日月 "]
    ),
    st.integers(2019, 2101),
    st.sampled_from("-/."),
    st.integers(0, 14),
    st.integers(0, 33),
    st.sampled_from(["", " 9:30", " 2024-01-02", ".5", "日 10:00", "\t周三", "、22日"]),
)
def test_the_day_of_a_plain_stamp_is_read_as_any_other_date(before, year, mark, month, day, behind):
    words = f"{before}{year}{mark}{month}{mark}{day}{behind}"
    full = [each.iso for each in find_dates(words, date(2024, 2, 29)) if len(each.iso) == 10]
    assert _day(words, date(2024, 2, 29)) == (date.fromisoformat(full[0]) if full else None)
