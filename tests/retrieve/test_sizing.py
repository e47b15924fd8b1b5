"""A large table is searched by parts; the limit from which a table is large is lowered here."""

import random

import numpy as np
import pytest

from assistant.retrieve import sizing, store
from assistant.retrieve.language import language_home
from assistant.retrieve.passage import Passage
from assistant.retrieve.sizing import outgrown, waiting
from assistant.retrieve.store import LanceStore, Wanted

_PAIRS = (
    "培训指南图解答复公示清单专栏会议预算审查窗口热线医院学校道路桥梁河流森林粮食农业交通住房气象地震"
    "体育文化旅游就业工资养老低保环境噪声垃圾燃气供水电力通信邮政海关税务审计统计"
)
WORDS = [_PAIRS[start : start + 2] for start in range(0, len(_PAIRS), 2)]
ROWS = 3000


def passages(start=0, count=ROWS):
    drawn = random.Random(start)
    for number in range(start, start + count):
        yield Passage(
            f"n{number}",
            "的".join(drawn.choices(WORDS, k=4)),
            drawn.choice("甲乙"),
            f"第{number % 7}局",
            2000 + number % 20,
        )


def vectors(start=0, count=ROWS):
    drawn = np.random.default_rng(start)
    middles = np.random.default_rng(99).standard_normal((40, 64))
    rows = middles[drawn.integers(0, 40, count)] + 0.6 * drawn.standard_normal((count, 64))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        for module in (sizing, store):
            patch.setattr(module, "LARGE", 1000)
        home = tmp_path_factory.mktemp("large")
        made = LanceStore(home / "index", language_home(home))
        made.add(passages(), vectors())
        yield made


def test_the_nearest_vectors_are_found_in_parts_nearly_as_well_as_in_all(large):
    rows, asked = vectors(), vectors(start=5, count=40)
    hits = 0
    for vector in asked:
        exact = {f"n{each}" for each in np.argsort(-(rows @ vector))[:10]}
        hits += len(exact & {hit.passage.id for hit in large.by_vector(vector, Wanted(), 10)})
    assert hits / 400 >= 0.95


def test_a_narrow_filter_still_finds_enough(large):
    wanted = Wanted(section="甲", agency="第3局", years=(2003, 2003))
    found = large.by_vector(vectors(start=5, count=1)[0], wanted, 10)
    assert len(found) == min(10, large.count(wanted))
    assert all(wanted.admits(hit.passage) for hit in found)


def test_words_are_found_and_the_commonest_characters_are_not(large):
    found = large.by_words("预算审查", Wanted(), 5)
    assert len(found) == 5
    assert all("预算" in hit.passage.text or "审查" in hit.passage.text for hit in found)
    assert large.by_characters("的", Wanted(), 5) == []


def test_what_is_added_later_is_found_at_once_and_indexed_when_it_is_much(large):
    large.add([Passage("龙舟", "龙舟竞渡现场讲解。", "甲", "第1局", 2024)], vectors(start=7, count=1))
    assert large.by_words("龙舟竞渡", Wanted(), 1)[0].passage.id == "龙舟"
    assert large.by_characters("竞渡", Wanted(), 1)[0].passage.id == "龙舟"
    assert large.by_vector(vectors(start=7, count=1)[0], Wanted(), 1)[0].passage.id == "龙舟"
    large.add(passages(start=10_000, count=600), vectors(start=11, count=600))
    assert large.by_vector(vectors(start=11, count=600)[37], Wanted(), 1)[0].passage.id == "n10037"
    assert len(large) == ROWS + 601


def test_agencies_are_told_again_after_a_change(large):
    assert "第8局" not in large.agencies()
    large.add([Passage("eight", "答复热线。", "甲", "第8局", 2024)], vectors(start=8, count=1))
    assert "第8局" in large.agencies()


@pytest.mark.parametrize(
    ("rows", "parted", "expected"),
    [(19_999, 100, False), (20_000, 19_999, True), (79_999, 20_000, False), (80_000, 20_000, True)],
)
def test_a_table_is_parted_anew_when_it_has_outgrown_its_parts(monkeypatch, rows, parted, expected):
    monkeypatch.setattr(sizing, "LARGE", 20_000)
    assert outgrown(rows, parted) is expected


def test_some_new_rows_wait_more_where_there_are_more():
    assert (waiting(1000), waiting(1_000_000)) == (500, 10_000)
