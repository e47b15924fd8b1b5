import pytest

from assistant.retrieve.language import language_home
from assistant.retrieve.memory import MemoryStore
from assistant.retrieve.passage import Passage
from assistant.retrieve.store import LanceStore, Wanted

ANY = Wanted()
PASSAGES = (
    Passage("train", "组织业务培训2次，参训63人次。", "监督保障", "青山市司法局", 2021, "网"),
    Passage("guide", "更新政府信息公开指南，调整目录。", "政府信息管理", "青山市O'X局", 2022),
    Passage("drawing", "制作政策图解9张，随文件同步上线。", "主动公开", "白水县教育局", 2023),
    Passage("fee", "未收取信息处理费，无其他事项。", "其他事项", "白水县财政局"),
)


@pytest.fixture(params=["lance", "memory"])
def store(request, tmp_path, home):
    return LanceStore(tmp_path / "index", language_home(home)) if request.param == "lance" else MemoryStore()


@pytest.fixture
def full(store):
    store.add(PASSAGES)
    return store


def ids(hits):
    return [hit.passage.id for hit in hits]


@pytest.mark.parametrize("ranking", ["by_words", "by_characters"])
def test_the_passage_that_shares_most_comes_first(full, ranking):
    assert ids(getattr(full, ranking)("业务培训", ANY, 3))[0] == "train"


def test_a_found_passage_is_the_one_that_was_added(full):
    assert full.by_words("业务培训", ANY, 1)[0].passage == PASSAGES[0]
    assert full.by_characters("信息处理费", ANY, 1)[0].passage == PASSAGES[3]


@pytest.mark.parametrize("ranking", ["by_words", "by_characters"])
def test_numbers_of_a_passage_are_not_found(full, ranking):
    assert getattr(full, ranking)("63", ANY, 3) == []


def test_the_agency_of_a_passage_is_not_found_in_its_text(store):
    store.add([Passage("own", "青山市司法局培训。", agency="青山市司法局"), PASSAGES[2]])
    assert store.by_characters("青山", ANY, 3) == []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(section="主动公开"), {"drawing"}),
        (Wanted(section="没有"), set()),
        (Wanted(agency="白水县"), {"drawing", "fee"}),
        (Wanted(agency="O'X"), {"guide"}),
        (Wanted(agency="%"), set()),
        (Wanted(years=(2022, 2023)), {"guide", "drawing"}),
        (Wanted("政府信息管理", "青山", (2020, 2022)), {"guide"}),
    ],
)
@pytest.mark.parametrize("ranking", ["by_words", "by_characters"])
def test_filters_hold_for_every_ranking(full, ranking, wanted, found):
    everything = "组织业务培训更新信息公开指南制作政策图解未收取处理费"
    assert set(ids(getattr(full, ranking)(everything, wanted, 9))) == found


def test_a_filter_applies_before_the_limit(full):
    assert ids(full.by_characters("业务培训政策图解", Wanted(section="主动公开"), 1)) == ["drawing"]


def test_no_more_come_than_wanted(full):
    assert len(full.by_characters("信息", ANY, 1)) == 1


@pytest.mark.parametrize("question", ["", "  ", "，。", "龘靐", "'; DROP TABLE", '"+(~*'])
def test_a_question_without_known_words_finds_nothing(full, question):
    assert full.by_words(question, ANY, 3) == full.by_characters(question, ANY, 3) == []


def test_an_empty_store_answers_nothing(store):
    assert store.by_words("培训", ANY, 3) == store.by_characters("培训", ANY, 3) == store.by_vector([1.0], ANY, 3) == []
    assert len(store) == 0
    assert store.agencies() == frozenset()


def test_what_is_added_later_is_found_as_well(full):
    full.add([Passage("later", "举办网页纠错比武。", "监督保障")])
    assert ids(full.by_words("纠错比武", ANY, 1)) == ids(full.by_characters("纠错比武", ANY, 1)) == ["later"]
    assert len(full) == 5


def test_all_agencies_are_known(store):
    store.add(Passage(f"p{number}", "组织培训。", agency=f"第{number}局") for number in range(40))
    assert store.agencies() == {f"第{number}局" for number in range(40)}


def test_the_nearest_vector_comes_first(store):
    store.add(PASSAGES[:3], [[1.0, 0.0], [0.0, 1.0], [0.7, 0.7]])
    assert ids(store.by_vector([0.1, 0.9], ANY, 2)) == ["guide", "drawing"]
    assert ids(store.by_vector([0.1, 0.9], Wanted(section="监督保障"), 2)) == ["train"]


def test_a_store_without_vectors_finds_none_by_them(full):
    assert full.by_vector([1.0, 0.0], ANY, 2) == []


def test_a_lance_store_is_still_there_when_opened_again(tmp_path, home):
    LanceStore(tmp_path, language_home(home)).add(PASSAGES)
    assert ids(LanceStore(tmp_path, language_home(home)).by_words("业务培训", ANY, 1)) == ["train"]


def test_words_are_cut_with_the_domain_dictionary(tmp_path, home):
    store = LanceStore(tmp_path, language_home(home))
    store.add([Passage("a", "落实三审三校制度。"), Passage("b", "三个校区审看。")])
    assert ids(store.by_words("三审三校", ANY, 5))[0] == "a"
