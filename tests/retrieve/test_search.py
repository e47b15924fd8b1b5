import json
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.encoder import open_encoder
from assistant.errors import MissingResource
from assistant.items import Facts, find_facts
from assistant.retrieve import search
from assistant.retrieve.heldout import HELD_OUT_PAIRS
from assistant.retrieve.index import open_index
from assistant.retrieve.library import STARTER_SOURCE, add_passages
from assistant.retrieve.memory import MemoryStore
from assistant.retrieve.names import level_of
from assistant.retrieve.passage import Passage
from assistant.retrieve.search import Retriever, open_retriever
from assistant.retrieve.similar import likeness, shingles
from assistant.retrieve.store import Wanted
from assistant.retrieve.wording import expand, mask
from assistant.settings import resource

QUESTIONS = [
    json.loads(line) for line in Path(__file__).with_name("questions.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Informal questions with the passages that fit, written by hand; `half` is dev (constants were chosen on it) or test."""


def hit_rate(half: str, find) -> float:
    """Return the share of questions with a fitting passage among the first five."""
    asked = [question for question in QUESTIONS if question["half"] == half]
    return sum(bool({one.id for one in find(each["text"])[:5]} & set(each["fits"])) for each in asked) / len(asked)


def test_the_questions_name_passages_that_exist(starter):
    known = {passage.id for passage in starter}
    assert len(QUESTIONS) >= 60
    assert [question["id"] for question in QUESTIONS if not set(question["fits"]) <= known] == []


def test_informal_questions_find_their_formal_passages_also_where_nothing_was_tuned(retriever):
    def search(question):
        return [passage for passage, _ in retriever.search(question)]

    # `fits` was written when the corpus had 450 passages; of the 1,697 since, many fit as well and take the first places
    assert hit_rate("dev", search) >= 0.88
    assert hit_rate("test", search) >= 0.85


def test_each_ranking_is_worth_its_place(words_only, store):
    def passages(hits):
        return [passage for passage, _ in hits]

    words = hit_rate("test", lambda question: passages(store.by_words(mask(question), Wanted(), 5)))
    characters = hit_rate("test", lambda question: passages(store.by_characters(mask(question), Wanted(), 5)))
    without = hit_rate("test", lambda question: passages(words_only.search(question)))
    assert without >= 1.1 * characters > 1.1 * words


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
    assert exact[1] > vague[0][1] + 0.1


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


def test_of_passages_that_say_the_same_the_newest_is_shown():
    store = MemoryStore()
    said = "全年组织业务培训{}次，参训人员均通过测试。"
    store.add(
        Passage(f"p{year}", said.format(year % 7 + 2), year=year, source=STARTER_SOURCE) for year in range(2019, 2024)
    )
    assert [passage.id for passage, _ in Retriever(store).search("业务培训")] == ["p2023"]


def test_among_five_there_are_at_least_two_ways_to_say_it(retriever):
    for question in QUESTIONS[:20]:
        found = [shingles(passage.text) for passage, _ in retriever.search(question["text"])]
        assert min(likeness(one, other) for one in found for other in found) < 0.3


def office(folder, passages):
    """Return a retriever over passages in a folder of its own."""
    encoder = open_encoder()
    folder.mkdir()
    (folder / "passages.jsonl").write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in passages))
    return Retriever(open_index([folder / "passages.jsonl"], "office", folder, encoder, encoder.name), encoder)


def test_an_office_s_own_passages_are_not_drowned_by_the_starter_corpus(tmp_path, starter):
    pairs = [json.loads(line) for line in resource("corpus", "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [pair for pair in pairs if pair["writer"] in HELD_OUT_PAIRS]
    own = {pair["passage_id"] for pair in pairs}
    played = [msgspec.structs.replace(each, source="年报") if each.id in own else each for each in starter]

    def found(retriever):
        return sum(
            pair["passage_id"] in {passage.id for passage, _ in retriever.search(pair["note"])} for pair in pairs[::4]
        )

    alone = found(office(tmp_path / "alone", [each for each in played if each.id in own]))
    assert found(office(tmp_path / "beside", played)) >= 0.95 * alone


def test_the_starter_corpus_answers_what_an_office_never_wrote_about(tmp_path):
    own = ["在龙舟赛现场设点讲解惠民政策。", "编发简报8期，每期印制60份。", "网站首页增设灯光节专栏。"]
    add_passages(tmp_path / "corpus", [Passage(f"own{at}", text, source="年报") for at, text in enumerate(own)])
    opened = open_retriever(tmp_path / "corpus", tmp_path / "home")
    found = [passage for passage, _ in opened.search("被告到法院，输了一场")]
    assert "诉讼" in found[0].text
    assert found[0].source == STARTER_SOURCE


def test_levels_choose_agencies(retriever):
    found = retriever.search("组织培训", 5, level="乡")
    assert found
    assert {level_of(passage.agency) for passage, _ in found} == {"乡"}


def test_a_copy_without_models_searches_by_words(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "_has_models", lambda: False)
    monkeypatch.setattr(search, "open_encoder", missing)
    assert open_retriever(tmp_path / "corpus", tmp_path / "home").search("没人来申请")


def test_a_damaged_model_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "open_encoder", missing)
    with pytest.raises(MissingResource, match="damaged"):
        open_retriever(tmp_path / "corpus", tmp_path / "home")


def missing(_folder=None):
    raise MissingResource("damaged", "install again")


def test_without_vectors_no_model_is_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(search, "open_encoder", missing)
    assert open_retriever(tmp_path / "corpus", tmp_path / "home", vectors=False).search("没人来申请")


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
