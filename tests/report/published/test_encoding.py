"""Bytes become characters; a few damaged ones do not turn a text into another encoding's rubbish."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.report.published.encoding import LOST, decode

TEXT = "云川市水务局2024年政府信息公开工作年度报告。全年主动公开政府信息302条，其中通知120条、公告182条。" * 8


def hurt(data, places):
    damaged = bytearray(data)
    for place in places:
        damaged[place % len(damaged)] = 0xFF
    return bytes(damaged)


@pytest.mark.parametrize("many", [1, 3, 12])
def test_utf8_with_a_few_damaged_bytes_is_read_as_utf8(many):
    text = decode(hurt(TEXT.encode(), range(31, 31 + 97 * many, 97)), "年报.txt")
    assert text.count("政府信息公开") >= 6
    assert LOST in text


def test_a_cut_in_the_middle_of_a_character_is_utf8_still():
    assert decode(TEXT.encode()[:-2], "年报.txt").startswith("云川市水务局")


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_a_text_in_another_encoding_is_not_taken_for_damaged_utf8(encoding):
    assert decode(TEXT.encode(encoding), "年报.txt") == TEXT


def test_a_damaged_page_that_declares_utf8_is_read_as_such():
    page = '<meta charset="utf-8"><p>' + TEXT
    assert "政府信息公开" in decode(hurt(page.encode(), [60, 200]), "年报.html")


@settings(deadline=None)
@given(st.lists(st.integers(0, len(TEXT.encode()) - 1), max_size=10))
def test_damage_costs_no_more_than_the_characters_it_hits(places):
    text = decode(hurt(TEXT.encode(), places), "年报.txt")
    assert sum(mark in text for mark in set(TEXT)) >= len(set(TEXT)) - 10
    assert len(text) >= len(TEXT) - 2 * len(places)


def test_the_reader_says_how_many_characters_were_lost(read, make):
    data = make.text().encode()
    place = data.index("主动公开".encode())
    report = read(hurt(data, [place, place + 30]), "年报.txt")
    lost = sum(paragraph.original.count(LOST) for section in report.sections for paragraph in section.paragraphs)
    assert lost
    assert any("个字符无法辨认" in each and LOST in each for each in report.warnings)


def test_an_undamaged_text_has_no_such_warning(read, make):
    assert not any("无法辨认" in each for each in read(make.text(), "年报.txt").warnings)
