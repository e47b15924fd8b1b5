import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.register import date_words, load_lexicon, official, residue
from assistant.items import Facts, find_facts


@pytest.mark.parametrize(
    ("note", "clause"),
    [
        ("8.21挂了图解和专家解读各1份", "8月21日，发布图解和专家解读各1份"),
        ("参加了数据大赛", "参加数据大赛"),
        ("3.2公开了22条", "3月2日，公开22条"),
        ("印发了《数据共享办法》", "印发《数据共享办法》"),
        ("开了个座谈会", "召开座谈会"),
        ("6月份新开了互动专栏", "6月，新开设互动专栏"),
        ("网站上规范性文件栏目捋了一遍", "网站上规范性文件栏目进行全面梳理"),
        ("培训办了两次,63人次参加", "培训举办两次，63人次参加"),
        ("告知书统一了格式；发出去之前办公室再审一道", "告知书统一格式；发出之前办公室再次审核"),
        ("“上了网就不管”的说法要纠正", "“上了网就不管”的说法要纠正"),
    ],
)
def test_a_note_is_put_into_the_official_register(note, clause):
    assert official(note, find_facts(note, 2023), 2023) == clause


def test_words_inside_a_title_stay_as_they_are():
    clause = official("挂了《老百姓挂网弄了啥》", Facts(), 2023)
    assert clause == "发布《老百姓挂网弄了啥》"


@pytest.mark.parametrize(
    ("iso", "written", "words"),
    [
        ("2023-08-21", "8.21", "8月21日"),
        ("2022-12", "去年12月", "2022年12月"),
        ("2023-12", "12月", "12月"),
        ("2023", "今年", "2023年"),
        ("2023-01", "1月中旬", None),
        ("2023-03", "3月至5月", None),
    ],
)
def test_dates_are_written_as_reports_write_them(iso, written, words):
    assert date_words(iso, written, 2023) == words


def test_what_stays_colloquial_is_named():
    assert residue("这东西咋弄，领导让俺们看着办") == ("东西", "咋", "弄", "俺")
    assert residue("发布政策解读22条") == ()


@given(st.integers(1, 99999), st.sampled_from("条件份次篇人"))
def test_no_number_is_lost_or_made_on_the_way(count, unit):
    note = f"全年弄了{count}{unit}，老百姓都说好"
    clause = official(note, find_facts(note, 2023), 2023)
    assert re.findall(r"\d+", clause) == [str(count)]


def test_no_replacement_adds_a_number_or_a_title():
    for word, into in load_lexicon().replace.items():
        assert not re.search(r"[《》]", into), word
        assert set(re.findall(r"\d", into)) <= set(re.findall(r"\d", word)) | {"1"}, word


def test_every_replacement_changes_something():
    lexicon = load_lexicon()
    for word, into in lexicon.replace.items():
        assert into != word, word
