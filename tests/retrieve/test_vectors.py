import numpy as np
import pytest

from assistant.encoder import open_encoder
from assistant.retrieve.library import read_passages, starter_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.vectors import passage_vectors, shipped_vectors
from assistant.retrieve.wording import mask


class Counting:
    """An encoder that remembers what it read."""

    name = "counting"

    def __init__(self):
        self.read = []

    def passages(self, texts):
        for text in texts:
            self.read.append(text)
            yield [float(len(text)), 1.0]


PASSAGES = [Passage(f"p{number}", f"第{word}批事项公开。") for number, word in enumerate("一二三四五六")]


def test_every_passage_has_its_vector_in_order(tmp_path):
    rows = list(passage_vectors(PASSAGES, Counting(), "counting", tmp_path))
    assert [row.tolist() for row in rows] == [[float(len(mask(each.text))), 1.0] for each in PASSAGES]


def test_a_passage_is_encoded_once_and_only_new_ones_later(tmp_path):
    first, second = Counting(), Counting()
    list(passage_vectors(PASSAGES[:4], first, "counting", tmp_path))
    list(passage_vectors(PASSAGES, second, "counting", tmp_path))
    assert len(first.read) == 4
    assert second.read == [mask(each.text) for each in PASSAGES[4:]]


def test_another_model_s_vectors_are_never_used(tmp_path):
    list(passage_vectors(PASSAGES, Counting(), "one", tmp_path))
    again = Counting()
    list(passage_vectors(PASSAGES, again, "two", tmp_path))
    assert len(again.read) == len(PASSAGES)
    assert shipped_vectors("two") == {}


def test_only_the_last_models_stay(tmp_path):
    for model in ("one", "two", "three", "four"):
        list(passage_vectors(PASSAGES, Counting(), model, tmp_path))
    assert len(list((tmp_path / "vectors").glob("*.db"))) == 2


def test_nothing_of_a_passage_is_kept_but_a_hash(tmp_path):
    list(passage_vectors(PASSAGES, Counting(), "counting", tmp_path))
    assert "事项公开".encode() not in (tmp_path / "vectors" / "counting.db").read_bytes()


def test_a_build_that_was_cut_off_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.retrieve.vectors._TOGETHER", 2)
    first, second = Counting(), Counting()
    rows = passage_vectors(PASSAGES, first, "counting", tmp_path)
    next(rows)
    rows.close()
    list(passage_vectors(PASSAGES, second, "counting", tmp_path))
    assert len(first.read) + len(second.read) == len(PASSAGES)


def test_the_vectors_that_ship_are_those_of_the_encoder_and_the_passages_that_ship():
    encoder = open_encoder()
    shipped = shipped_vectors(encoder.name)
    starter = list(read_passages(starter_files()))
    assert shipped, "models/encoder/starter.npz is of another encoder: run python models/embed_starter.py"
    lacking = {passage.id for passage in starter} - shipped.keys()
    assert not lacking, f"{len(lacking)} passages have no vector: run python models/embed_starter.py"
    some = starter[:: len(starter) // 8]
    made = list(encoder.passages(mask(each.text, each.agency) for each in some))
    for passage, row in zip(some, made, strict=True):
        assert float(np.dot(row, shipped[passage.id].astype(np.float32))) == pytest.approx(1.0, abs=0.02)
