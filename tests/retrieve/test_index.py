import pytest

from assistant.retrieve import index
from assistant.retrieve.index import open_index
from assistant.retrieve.library import add_passages, corpus_files, starter_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.store import Wanted


class Letters:
    """An encoder that only counts a few letters."""

    def questions(self, texts):
        return [[float(text.count(letter)) + 0.01 for letter in "培训图解"] for text in texts]

    def passages(self, texts):
        yield from (self.questions([text])[0] for text in texts)


def folders(home):
    return [path for root in (home / "index").iterdir() for path in root.iterdir()]


def test_an_index_is_built_once(tmp_path, starter):
    assert len(open_index(starter_files(), "c", tmp_path, None, "")) == len(starter)
    (folder,) = folders(tmp_path)
    stamp = folder.stat().st_mtime_ns
    open_index(starter_files(), "c", tmp_path, None, "")
    assert folders(tmp_path) == [folder]
    assert folder.stat().st_mtime_ns == stamp


def test_a_changed_corpus_is_indexed_anew(tmp_path, starter):
    corpus = tmp_path / "corpus"
    open_index(corpus_files(corpus), "c", tmp_path, None, "")
    add_passages(corpus, [Passage("own", "龙舟赛现场讲解政策。")])
    store = open_index(corpus_files(corpus), "c", tmp_path, None, "")
    assert len(store) == len(starter) + 1
    assert store.by_characters("龙舟赛", Wanted(), 1)[0].passage.id == "own"


def test_only_the_last_few_indexes_of_a_corpus_stay(tmp_path):
    corpus = tmp_path / "corpus"
    for number in range(5):
        add_passages(corpus, [Passage(f"p{number}", f"第{'一二三四五'[number]}批事项公开。")])
        open_index([corpus / "passages.jsonl"], "c", tmp_path, None, "")
    open_index(starter_files(), "another", tmp_path, None, "")
    assert len(folders(tmp_path)) == index._KEPT + 1


def test_a_failed_build_leaves_nothing_that_looks_like_an_index(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(index.LanceStore, "add", fail)
        with pytest.raises(OSError, match="disk full"):
            open_index(starter_files(), "c", tmp_path, None, "")
    assert folders(tmp_path) == []
    assert len(open_index(starter_files(), "c", tmp_path, None, "")) > 0


def test_vectors_are_indexed_only_where_there_is_an_encoder(tmp_path):
    with_vectors = open_index(starter_files(), "c", tmp_path, Letters(), "letters")
    without = open_index(starter_files(), "c", tmp_path, None, "")
    asked = Letters().questions(["图解"])[0]
    assert set("图解") <= set(with_vectors.by_vector(asked, Wanted(), 1)[0].passage.text)
    assert without.by_vector(asked, Wanted(), 1) == []
