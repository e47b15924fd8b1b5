import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import MissingResource
from assistant.items import Facts, find_facts
from assistant.retrieve.library import STARTER_SOURCE, add_passages
from assistant.retrieve.memory import MemoryStore
from assistant.retrieve.passage import Passage
from assistant.retrieve.search import Retriever, open_retriever
from assistant.retrieve.similar import likeness, shingles
from assistant.retrieve.store import Wanted
from assistant.retrieve.wording import expand, mask

QUESTIONS = [
    json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Informal questions with the passages that fit, written by hand; `half` is dev (constants were chosen on it) or test."""


def hit_rate(half: str, search) -> float:
    """Return the share of questions with a fitting passage among the first five."""
    asked = [question for question in QUESTIONS if question["half"] == half]
    return sum(bool({one.id for one in search(each["text"])[:5]} & set(each["fits"])) for each in asked) / len(asked)


def test_the_questions_name_passages_that_exist(starter):
    known = {passage.id for passage in starter}
    assert len(QUESTIONS) >= 60
    assert [question["id"] for question in QUESTIONS if not set(question["fits"]) <= known] == []


def test_informal_questions_find_their_formal_passages_also_where_nothing_was_tuned(retriever):
    def search(question):
        return [passage for passage, _ in retriever.search(question)]

    assert hit_rate("dev", search) >= 0.94
    assert hit_rate("test", search) >= 0.94


def test_each_ranking_is_worth_its_place(retriever, words_only, store):
    def passages(hits):
        return [passage for passage, _ in hits]

    words = hit_rate("test", lambda question: passages(store.by_words(mask(question), Wanted(), 5)))
    characters = hit_rate("test", lambda question: passages(store.by_characters(mask(question), Wanted(), 5)))
    without = hit_rate("test", lambda question: passages(words_only.search(question)))
    whole = hit_rate("test", lambda question: passages(retriever.search(question)))
    assert whole >= without >= 1.1 * characters > 1.1 * words


def test_the_example_of_the_manual_finds_a_visit(retriever):
    assert "参观" in retriever.search("组织去12345大厅参观学习")[0][0].text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="发布信息培训公开申请答复网站栏目挂网老百姓0123《》，'\"% ", max_size=40), st.integers(1, 7))
def test_scores_fall_and_stay_between_nothing_and_one(retriever, question, k):
    scores = [score for _, score in retriever.search(question, k)]
    assert len(scores) <= k
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_a_question_nearer_to_a_passage_scores_higher(retriever, starter):
    exact = retriever.search(starter[7].text)[0]
    vague = retriever.search("今天食堂的饺子")
    assert exact[0] == starter[7]
    assert exact[1] > 0.7
    assert exact[1] > 2 * vague[0][1]


def test_filters_reach_the_store(retriever):
    found = retriever.search("组织培训", 5, section="监督保障", years=(2022, 2023))
    assert found
    assert {(passage.section, passage.year in (2022, 2023)) for passage, _ in found} == {("监督保障", True)}
    assert {passage.agency for passage, _ in retriever.search("组织培训", 5, agency="云川市")} <= {
        passage.agency for passage, _ in retriever.search("组织培训", 50) if "云川市" in passage.agency
    } | {
        passage.agency for passage, _ in retriever.search("组织培训", 5, agency="云川市") if "云川市" in passage.agency
    }


def test_near_duplicates_are_shown_once():
    store = MemoryStore()
    store.add(
        Passage(f"p{number}", f"全年组织业务培训{number}次，参训{number}0人次。", year=2020) for number in range(9)
    )
    store.add([Passage("other", "以会代训，讲解信息审核业务。")])
    found = [passage for passage, _ in Retriever(store).search("业务培训", 5)]
    assert len(found) == 2
    assert likeness(shingles(found[0].text), shingles(found[1].text)) < 0.6


def test_an_office_s_own_passage_comes_before_one_of_the_starter_that_says_the_same():
    store = MemoryStore()
    said = "全年组织业务培训若干次，参训人员均通过测试。"
    store.add(
        [Passage("starter", said, year=2024, source=STARTER_SOURCE), Passage("own", said, year=2019, source="年报")]
    )
    assert [passage.id for passage, _ in Retriever(store).search("业务培训")] == ["own"]


def test_vectors_join_the_rankings_where_there_is_an_encoder():
    class Encoder:
        def questions(self, texts):
            return [[0.0, 1.0] for _ in texts]

        def passages(self, texts):
            yield from ([1.0, 0.0] for _ in texts)

    store = MemoryStore()
    store.add([Passage("words", "组织业务培训。"), Passage("meaning", "以会代训。")], [[1.0, 0.0], [0.0, 1.0]])
    assert [passage.id for passage, _ in Retriever(store).search("业务")] == ["words"]
    assert "meaning" in [passage.id for passage, _ in Retriever(store, Encoder()).search("业务")]


def test_suggestions_carry_the_question_s_facts(retriever):
    question = "8.21组织30人去政务大厅参观学习"
    first = retriever.suggest(question, find_facts(question, 2023), ("济南市大数据局",), year=2023)[0]
    assert "8月21日" in first.adapted
    assert "30人" in first.adapted
    assert set(first.gaps) == {"【待补充：部门数量】", "【待补充：乡镇数量】", "【待补充：地名】"}
    assert first.text != first.adapted


def test_suggestions_for_many_questions_come_in_their_order(retriever):
    questions = [("没收到申请", Facts()), ("没收钱", Facts())]
    assert retriever.suggest_all(questions, k=2) == [retriever.suggest(text, facts, k=2) for text, facts in questions]


def test_a_warm_question_is_answered_at_once(retriever):
    retriever.suggest("组织培训", Facts())
    times = []
    for question in QUESTIONS[:20]:
        start = time.perf_counter()
        retriever.search(question["text"])
        times.append(time.perf_counter() - start)
    assert sorted(times)[len(times) // 2] < 0.2


def test_the_user_s_own_passages_are_found_beside_the_starter_s(tmp_path):
    add_passages(tmp_path / "corpus", [Passage("own", "在龙舟赛现场设点讲解惠民政策。", agency="白水镇人民政府")])
    opened = open_retriever(tmp_path / "corpus", tmp_path / "home")
    assert opened.search("龙舟赛上讲政策")[0][0].id == "own"
    assert len(opened.search("没人来申请")) == 5


def test_an_encoder_that_is_no_model_is_named_with_what_to_do(tmp_path):
    with pytest.raises(MissingResource, match="句向量模型"):
        open_retriever(tmp_path, tmp_path, tmp_path)


def test_a_question_said_in_official_words_needs_no_lexicon():
    assert expand("收到政府信息公开申请") == ""
