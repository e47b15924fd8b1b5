import pytest

from assistant.classify.notes import Note, alike, read_notes
from assistant.errors import UnreadableFile
from assistant.settings import resource
from assistant.taxonomy import DEFAULT_CATEGORIES, NO_CATEGORY, Part


@pytest.fixture(scope="module")
def corpus():
    return read_notes(resource("corpus", "notes.jsonl"))


def note(text, writer="w"):
    return Note(text, text, "无", "其他事项", writer)


def test_a_line_that_is_no_note_is_named(tmp_path):
    path = tmp_path / "notes.jsonl"
    path.write_text('{"id":"1","text":"a","category":"无","section":"其他事项","writer":"w"}\n{"id":"2"}\n', "utf-8")
    with pytest.raises(UnreadableFile, match="第2行"):
        read_notes(path)


def test_a_note_that_is_not_reportable_has_an_inner_section():
    assert Note("1", "打印机卡纸", "无", "其他事项", "w", reportable=False).pair == ("无", "无关")


def test_the_same_words_with_other_numbers_are_alike():
    found = list(alike([note("收到申请3件，均已答复"), note("收到申请12件，均已答复"), note("网站改版")], 0.6))
    assert [(one.text[:6], other.text[:7], overlap) for one, other, overlap in found] == [
        ("收到申请3件", "收到申请12件", 1.0)
    ]


def test_every_note_of_the_corpus_has_labels_of_the_taxonomy(corpus):
    assert {each.category for each in corpus} == {*DEFAULT_CATEGORIES, NO_CATEGORY}
    assert {each.section for each in corpus} == {part.value for part in Part}


def test_categories_and_sections_of_the_corpus_fit_together(corpus):
    for each in corpus:
        if each.category == "建议提案":
            assert each.section == Part.PROPOSALS, each
        elif each.category != NO_CATEGORY:
            assert each.section == Part.PROACTIVE, each
        assert each.reportable or each.pair == ("无", "无关")
        assert each.reportable or each.section == Part.OTHER, each


def test_the_corpus_is_large_and_in_many_hands(corpus):
    assert len(corpus) >= 1200
    assert len({each.bureau for each in corpus}) >= 12
    assert len({each.id for each in corpus}) == len(corpus)


def test_no_two_notes_of_the_corpus_are_near_duplicates(corpus):
    assert [(one.id, other.id) for one, other, _ in alike(corpus, 0.6)] == []
