"""An index that a cluster built answers as the one that a single machine built."""

import random
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("ray", reason="the extra `cluster` is not installed")
pytest.importorskip("lance_ray", reason="the extra `cluster` is not installed")
from assistant.encoder import open_encoder
from assistant.retrieve import add_passages, build_index, corpus_files, read_passages, sizing, store
from assistant.retrieve.index import open_index
from assistant.retrieve.library import starter_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.store import Wanted
from assistant.retrieve.vectors import keep_vectors, lacking_vectors, passage_vectors

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]
OWN, STARTER, NOT_ENCODED = 3000, len(list(read_passages(starter_files()))), 5
PAIRS = "培训指南图解答复公示清单专栏会议预算审查窗口热线医院学校道路桥梁河流森林粮食农业交通住房气象地震体育文化旅游就业工资"


def passages():
    drawn = random.Random(1)
    words = [PAIRS[start : start + 2] for start in range(0, len(PAIRS), 2)]
    for number in range(OWN):
        text = "的".join(drawn.choices(words, k=5)) + "。"
        yield Passage(f"n{number}", text, drawn.choice("甲乙"), f"第{number % 7}局", 2000 + number % 20, "生成")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    add_passages(folder, passages(), similar_too=True)
    return folder


@pytest.fixture(scope="module")
def home(corpus, tmp_path_factory):
    """Return a data folder where the vectors of nearly all passages are kept."""
    folder, model, drawn = tmp_path_factory.mktemp("home"), open_encoder().name, np.random.default_rng(1)
    waiting = list(lacking_vectors(read_passages(corpus_files(corpus)), model, folder))
    base = drawn.standard_normal((40, 384))
    rows = base[drawn.integers(0, 40, len(waiting))] + 0.6 * drawn.standard_normal((len(waiting), 384))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    kept = [(key, row.astype(np.float16).tobytes()) for (key, _), row in zip(waiting, rows, strict=True)]
    keep_vectors(kept[NOT_ENCODED:], model, folder)
    return folder


@pytest.fixture(scope="module")
def small():
    """Let tables of this size be indexed as large ones."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (sizing, store):
            patch.setattr(module, "LARGE", 1000)
        patch.setattr(sizing, "_PART", 512)
        yield


class Faults:
    """Does something in the middle of a step of a build, once each."""

    def __init__(self, acts):
        self.acts, self.done, self.threads = acts, [], []

    def __call__(self, told):
        for word in [word for word in self.acts if word in told]:
            self.threads.append(threading.Thread(target=self._act, args=[self.acts.pop(word)]))
            self.threads[-1].start()

    def _act(self, act):
        act()
        self.done.append(act)

    def settled(self):
        for thread in self.threads:
            thread.join()
        return len(self.done) if not self.acts else 0


@pytest.fixture(scope="module")
def alone(corpus, home, small, tmp_path_factory):
    """Return the index that this machine built, with the vectors that are kept."""
    folder = tmp_path_factory.mktemp("alone")
    shutil.copytree(home / "vectors", folder / "vectors")
    build_index(corpus, folder, say=lambda _: None)
    return opened(corpus, folder)


@pytest.fixture(scope="module")
def together(cluster, corpus, home, small, kill_a_worker):
    """Return the index that the cluster built, with a worker lost while it wrote and one while it indexed vectors."""
    from assistant.cluster import index_builder

    def kill(doing):
        return kill_a_worker(cluster.head_node, cluster.second, doing=doing)

    faults = Faults({"取句向量": lambda: kill("_Writing"), "索引：句向量": lambda: kill("PoolActor")})
    builder = index_builder(cluster.address, say=faults)
    assert build_index(corpus, home, say=lambda _: None, builder=builder) == OWN + STARTER
    assert faults.settled() == 2
    return opened(corpus, home)


@pytest.fixture(scope="module")
def built(together, alone):
    return [together, alone]


def opened(corpus, home, **more):
    encoder = open_encoder()
    return open_index(corpus_files(corpus), str(corpus.resolve()), home, encoder, encoder.name, **more)


QUESTIONS = ["组织业务培训", "公开指南更新", "旅游局网站维护", "政策图解专家解读", "窗口热线预算"]


@pytest.mark.parametrize("ranking", ["by_words", "by_characters"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_words_and_characters_find_the_same_with_the_same_scores(built, ranking, question):
    together, alone = [getattr(each, ranking)(question, Wanted(), 50) for each in built]
    assert together == alone
    assert together
    together, alone = [getattr(each, ranking)(question, Wanted("甲", years=(2003, 2009)), 50) for each in built]
    assert together == alone


def test_vectors_find_the_nearest(built, corpus, home):
    encoder = open_encoder()
    names = [passage.id for passage in read_passages(corpus_files(corpus))]
    rows = np.stack(list(passage_vectors(read_passages(corpus_files(corpus)), encoder, encoder.name, home)))
    hits = 0
    for row in rows[::100]:
        exact = {names[each] for each in np.argsort(-(rows @ row))[:10]}
        hits += len(exact & {hit.passage.id for hit in built[0].by_vector(row, Wanted(), 10)})
    assert hits / (10 * len(rows[::100])) >= 0.98


def test_it_holds_the_same_rows_in_the_same_order_and_every_index(built):
    together, alone = [each._table.to_arrow() for each in built]
    assert together.equals(alone)
    names = [sorted(index.name for index in each._table.list_indices()) for each in built]
    assert (
        names[0]
        == names[1]
        == ["characters_idx", "id_idx", "section_idx", "source_idx", "vector_idx", "words_idx", "year_idx"]
    )
    kinds = [sorted((index.name, index.index_type) for index in each._table.list_indices()) for each in built]
    assert kinds[0] == kinds[1]


def test_an_index_in_an_object_store_is_the_same_though_a_node_is_lost(
    two_nodes, corpus, home, alone, small, tmp_path, kill_a_worker
):
    from assistant.cluster import index_builder

    def lose():
        kill_a_worker(two_nodes.second, doing="_Writing")
        two_nodes.remove_node(two_nodes.second, allow_graceful=False)

    shutil.copytree(home / "vectors", tmp_path / "home" / "vectors")
    faults, base = Faults({"取句向量": lose}), f"file-object-store://{tmp_path}"
    builder = index_builder(two_nodes.address, say=faults)
    assert build_index(corpus, tmp_path / "home", say=lambda _: None, base=base, builder=builder) == OWN + STARTER
    assert faults.settled() == 1
    made = opened(corpus, tmp_path / "home", base=base)
    assert made._table.to_arrow().equals(alone._table.to_arrow())
    for question in QUESTIONS:
        assert made.by_words(question, Wanted(), 50) == alone.by_words(question, Wanted(), 50)
        assert made.by_characters(question, Wanted(), 50) == alone.by_characters(question, Wanted(), 50)
