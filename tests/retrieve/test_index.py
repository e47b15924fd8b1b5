import os
import random
import subprocess
import sys
import time

import msgspec
import pytest

from assistant.errors import AssistantError
from assistant.retrieve import index
from assistant.retrieve.index import open_index
from assistant.retrieve.library import (
    add_passages,
    compact,
    corpus_files,
    list_passages,
    own_files,
    remove_passages,
    restore,
    starter_files,
)
from assistant.retrieve.locking import locked
from assistant.retrieve.passage import Passage
from assistant.retrieve.store import Wanted


class Letters:
    """An encoder that only counts a few letters, and how many passages it was given."""

    def __init__(self):
        self.read = 0

    def questions(self, texts):
        return [[float(text.count(letter)) + 0.01 for letter in "培训图解"] for text in texts]

    def passages(self, texts):
        for text in texts:
            self.read += 1
            yield self.questions([text])[0]


def folders(home):
    return [path for root in (home / "index").iterdir() for path in root.iterdir() if path.is_dir()]


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
    file = tmp_path / "passages.jsonl"
    for number in range(5):
        file.write_bytes(msgspec.json.encode(Passage(f"p{number}", f"第{'一二三四五'[number]}批事项公开。")))
        open_index([file], "c", tmp_path, None, "")
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


WORDS = "培训指南图解答复公示清单专栏会议预算审查窗口热线"


def told(start, count):
    drawn = random.Random(start)
    return [
        Passage(f"n{start + number}", "".join(drawn.choices(WORDS, k=20)), agency="甲局") for number in range(count)
    ]


def ids(store):
    return {hit.passage.id for hit in store.by_characters(WORDS, Wanted(starter=False), 5000)}


def opened(corpus, home, encoder=None):
    return open_index(corpus_files(corpus), "c", home, encoder, "letters" if encoder else "")


def test_a_few_more_passages_change_the_index_without_building_it_anew(tmp_path, starter):
    corpus, encoder = tmp_path / "corpus", Letters()
    add_passages(corpus, told(0, 300))
    opened(corpus, tmp_path, encoder)
    (before,), read = folders(tmp_path), encoder.read
    data = {path.name for path in before.rglob("*.lance")}
    add_passages(corpus, told(1000, 10))
    store = opened(corpus, tmp_path, encoder)
    assert folders(tmp_path) == [before]
    assert encoder.read - read == 10
    assert data <= {path.name for path in before.rglob("*.lance")}
    assert len(store) == len(starter) + 310
    assert {"n1000", "n1009"} <= ids(store)
    assert len(store.by_vector([1.0, 0.5, 0.5, 0.5], Wanted(starter=False), 400)) == 310


def test_what_is_removed_joined_or_restored_is_so_in_the_index(tmp_path):
    corpus, encoder = tmp_path / "corpus", Letters()
    for start in range(0, 60, 20):
        add_passages(corpus, told(start, 20))
    opened(corpus, tmp_path, encoder)
    read = encoder.read
    remove_passages(corpus, ["n3", "n4", "n45"])
    assert ids(opened(corpus, tmp_path, encoder)) == {f"n{number}" for number in range(60)} - {"n3", "n4", "n45"}
    compact(corpus)
    assert len(own_files(corpus)) == 1
    assert len(ids(opened(corpus, tmp_path, encoder))) == 57
    restore(corpus, 2)
    assert ids(opened(corpus, tmp_path, encoder)) == {f"n{number}" for number in range(40)}
    restore(corpus, 3)
    assert len(ids(opened(corpus, tmp_path, encoder))) == 60
    assert encoder.read == read


def test_searches_use_the_last_version_while_another_process_builds(tmp_path):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    opened(corpus, tmp_path)
    add_passages(corpus, told(100, 20))
    (lock,) = (tmp_path / "index").rglob("*.lock")
    with locked(lock, 0, AssistantError("")):
        began = time.monotonic()
        assert len(ids(opened(corpus, tmp_path))) == 20
        assert time.monotonic() - began < 5
    assert len(ids(opened(corpus, tmp_path))) == 40


def test_an_open_index_answers_from_its_version_while_it_is_changed(tmp_path):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    store = opened(corpus, tmp_path)
    add_passages(corpus, told(100, 20))
    remove_passages(corpus, ["n1"])
    assert len(ids(opened(corpus, tmp_path))) == 39
    assert ids(store) == {f"n{number}" for number in range(20)}


def test_very_many_new_passages_wait_for_the_command(tmp_path):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    opened(corpus, tmp_path)
    add_passages(corpus, told(100, 20))
    files = corpus_files(corpus)
    assert len(ids(open_index(files, "c", tmp_path, None, "", at_once=19))) == 20
    assert len(ids(open_index(files, "c", tmp_path, None, "", at_once=20))) == 40


def test_a_build_that_fails_leaves_the_last_version_and_says_why(tmp_path, monkeypatch, caplog):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    opened(corpus, tmp_path)
    add_passages(corpus, told(100, 20))

    def fail(*_):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(index.LanceStore, "add", fail)
        assert len(ids(opened(corpus, tmp_path))) == 20
    assert "No space left" in caplog.text
    assert len(ids(opened(corpus, tmp_path))) == 40


def test_a_changed_corpus_file_leaves_the_last_version_and_is_named(tmp_path, caplog):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    opened(corpus, tmp_path)
    add_passages(corpus, told(100, 20))
    newest = own_files(corpus)[-1]
    newest.write_bytes(newest.read_bytes().replace("甲局".encode(), "乙局".encode()))
    assert len(ids(opened(corpus, tmp_path))) == 20
    assert newest.name in caplog.text


@pytest.mark.parametrize("damage", ["state", "folder", "table", "empty"])
def test_a_damaged_index_is_built_anew(tmp_path, damage):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 20))
    opened(corpus, tmp_path)
    (folder,) = folders(tmp_path)
    if damage == "state":
        (state,) = folder.parent.glob("*.json")
        state.write_bytes(state.read_bytes()[:20])
    elif damage == "folder":
        folder.rename(tmp_path / "away")
    elif damage == "empty":
        (folder / "passages.lance").rename(tmp_path / "away")
    else:
        for file in folder.rglob("*.manifest"):
            file.write_bytes(b"torn")
    assert len(ids(opened(corpus, tmp_path))) == 20
    add_passages(corpus, told(100, 5))
    assert len(ids(opened(corpus, tmp_path))) == 25


CHILD = """
import sys
from pathlib import Path
from assistant.retrieve.index import open_index
from assistant.retrieve.library import own_files
import lancedb
corpus, home, limit = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
if limit:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
print("ready", flush=True)
print(len(open_index(own_files(corpus), "c", home, None, "")))
"""


def child(corpus, home, limit=0):
    command = [sys.executable, "-c", CHILD, str(corpus), str(home), str(limit)]
    made = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert made.stdout.readline() == "ready\n"
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="kills")
def test_a_build_killed_at_any_moment_leaves_the_last_version(tmp_path):
    corpus, drawn, killed = tmp_path / "corpus", random.Random(7), 0
    add_passages(corpus, told(0, 500))
    assert len(open_index(own_files(corpus), "c", tmp_path, None, "")) == 500
    for turn in range(int(os.environ.get("NIANBAO_FAULTS", "40")) // 10):
        before = len(list_passages(corpus))
        add_passages(corpus, told(1000 * (turn + 1), 500))
        with child(corpus, tmp_path) as made:
            time.sleep(drawn.uniform(0.0, 0.25))
            made.kill()
            made.communicate()
        killed += made.returncode != 0
        shown = open_index(own_files(corpus), "c", tmp_path, None, "", at_once=0)
        assert len(shown) in {before, before + 500}
        assert len(ids(shown)) == min(len(shown), 5000)
        assert len(open_index(own_files(corpus), "c", tmp_path, None, "")) == before + 500
    assert killed


@pytest.mark.skipif(sys.platform == "win32", reason="limits")
def test_a_full_disk_leaves_the_last_version_of_the_index(tmp_path):
    corpus = tmp_path / "corpus"
    add_passages(corpus, told(0, 500))
    assert len(open_index(own_files(corpus), "c", tmp_path, None, "")) == 500
    add_passages(corpus, told(1000, 3000))
    with child(corpus, tmp_path, limit=20_000) as made:
        out, told_why = made.communicate()
    assert out.strip() == "500"
    assert "索引没有更新" in told_why
    assert len(open_index(own_files(corpus), "c", tmp_path, None, "")) == 3500
