import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Line, Text
from assistant.items import split

MARKS = set("0123456789一二三四五六七八九十第章节部分①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳abxX")

LINES = st.sampled_from(
    [
        "- 8.21挂了图解和专家解读各1份👏",
        "1. 召开会议2次 2. 印发要点1份；3.培训3期",
        "（一）一、二季度更新栏目，",
        "张三 10:32",
        "2023-08-21 10:32 李四",
        "小周：昨天发了https://a.cn/b?x=1 大家看",
        "收到[强]",
        "好的，4件都办结了",
        "# 平台建设",
        "—— 3月 ——",
        "问题：一是解读少；二是更新慢。三是没人",
        "《关于印发〈甲；乙〉的通知》3.1印发；图解3.2上线",
        "  纳入动态更新范围",
        "3.29签收申请，4月18日答复",
        "第 3 页 共 10 页",
        "=====",
        "",
        "   ",
        "①网站改版②栏目整改9个",
        "打算：①建清单；②补栏目",
        "新收1件/自然人/4.17登记",
        "“小吴”撤回了一条消息",
        "。",
    ]
)


def _paste(lines, file="notes.txt"):
    return Text(file, tuple(Line(number, line) for number, line in enumerate(lines, 1)))


def _letters(text):
    return Counter(char for char in text if char.isalnum())


def _cases():
    """Read messy.txt: the lines of each paste, and the items expected from them."""
    pastes = []
    for line in (Path(__file__).parent / "messy.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            pastes.append((line[3:], [], []))
        elif line.startswith(">"):
            pastes[-1][1].append(line[2:])
        elif line.startswith("+ "):
            pastes[-1][2].append(line[2:])
    return pastes


def test_messy_pastes_become_the_items_a_reader_sees():
    hits = told = expected = 0
    for file, lines, items in _cases():
        found = Counter(item.text for item in split(_paste(lines, file), 2023).items)
        hits += (found & Counter(items)).total()
        told, expected = told + found.total(), expected + len(items)
    assert sum(len(lines) for _, lines, _ in _cases()) > 100
    assert 2 * hits / (told + expected) >= 0.97


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[0])
def test_every_line_of_a_messy_paste_is_an_item_or_noise(case):
    file, lines, _ = case
    result = split(_paste(lines, file), 2023)
    told = "".join([item.text for item in result.items] + [noise.text for noise in result.noise])
    lost = _letters("".join(lines)) - _letters(told)
    assert set(lost) <= MARKS
    seen = {item.source.line for item in result.items} | {noise.line for noise in result.noise}
    for number, line in enumerate(lines, 1):
        assert number in seen or not line.strip() or line.strip(" 　-*●")[:6] in told


@given(st.lists(LINES, max_size=12))
def test_items_and_noise_account_for_every_letter(lines):
    result = split(_paste(lines), date(2023, 8, 23))
    told = _letters("".join([item.text for item in result.items] + [noise.text for noise in result.noise]))
    written = _letters("".join(lines))
    assert set(written - told) <= MARKS
    assert (written - told).total() <= 4 * len(lines)
    assert not told - written


@given(
    st.lists(st.text(st.characters(exclude_characters="\t|\n\r", exclude_categories=("Cs",)), max_size=30), max_size=6)
)
def test_no_letter_of_any_text_is_lost(lines):
    result = split(_paste(lines), 2023)
    told = _letters("".join([item.text for item in result.items] + [noise.text for noise in result.noise]))
    written = _letters("".join(lines))
    assert set(written - told) <= MARKS | set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") | {
        char for char in written if char.isdigit()
    }
    assert not told - written


@given(st.text(max_size=200))
def test_no_text_breaks_the_splitter_and_every_fact_stands_in_its_item(text):
    result = split(_paste(text.split("\n")), 2023)
    for item in result.items:
        assert item.text.strip()
        for fact in (*item.facts.dates, *item.facts.quantities, *item.facts.titles):
            assert item.text[fact.start : fact.end] == fact.text
    assert all(noise.text.strip() and noise.reason for noise in result.noise)


@given(st.lists(LINES, max_size=12))
def test_ids_are_unique_and_name_file_and_line(lines):
    items = split(_paste(lines, "记录.txt"), 2023).items
    assert len({item.id for item in items}) == len(items)
    assert all(item.id.startswith(f"记录.txt:{item.source.line}") and item.source.file == "记录.txt" for item in items)


def test_the_second_item_of_a_line_is_numbered():
    items = split(_paste(["", "5.15 更新公开指南；5.20 清理文件3件"]), 2023).items
    assert [item.id for item in items] == ["notes.txt:2", "notes.txt:2.2"]


def test_an_item_that_begins_on_a_continued_line_has_that_line():
    items = split(_paste(["- 6月组织培训，邀请专家授课，", "  参训63人；7月开展抽查2次"]), 2023).items
    assert [(item.id, item.text) for item in items] == [
        ("notes.txt:1", "6月组织培训，邀请专家授课，参训63人"),
        ("notes.txt:2", "7月开展抽查2次"),
    ]


def test_words_relative_to_a_day_take_the_day_of_the_chat_stamp():
    items = split(_paste(["2023-04-11 09:12 张三", "昨天挂了图解1张"]), 2023).items
    assert items[0].facts.date == "2023-04-10"


def test_a_pasted_table_becomes_rows_with_facts():
    result = split(_paste(["媒体\t发稿（篇）", "市级\t350余", "省级\t150"]), 2023)
    assert [item.text for item in result.items] == ["市级，发稿350余篇", "省级，发稿150篇"]
    assert [(each.value, each.unit, each.approximate) for each in result.items[0].facts.quantities] == [
        (350, "篇", True)
    ]
    assert [noise.reason for noise in result.noise] == ["表头"]


def test_a_chat_leaves_only_what_was_said():
    result = split(
        _paste(["张三 10:32", "8.21挂图解1份👏", "李四 10:33", "收到", "王五：9月开发布会1场", "孙六：好的"]), 2023
    )
    assert [item.text for item in result.items] == ["8.21挂图解1份", "9月开发布会1场"]
    assert {noise.reason for noise in result.noise} == {"聊天标记", "招呼或确认", "表情或附件"}
    assert all(noise.file == "notes.txt" for noise in result.noise)


def test_an_empty_paste_has_nothing():
    assert split(_paste(["", "  "]), 2023) == split(Text("x.txt", ()), 2023)


@pytest.mark.parametrize("chunk", ["一", "1", "关于", "《", "各1份", "a@", "1.", "8.21-8.22、"])
def test_the_time_taken_grows_with_the_text_and_no_faster(chunk):
    def took(size):
        start = time.process_time()
        split(_paste([chunk * (size // len(chunk))]), 2023)
        return time.process_time() - start

    took(500)
    small, large = took(4_000), took(32_000)
    assert large < 24 * max(small, 0.02)
