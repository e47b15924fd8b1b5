import json

import pytest

from assistant.classify.loading import load_classifier
from assistant.classify.model import Classifier
from assistant.classify.weights import load, save
from assistant.errors import MissingResource


def test_what_was_saved_labels_as_before(weights, notes, tmp_path, encoder):
    save(weights, tmp_path)
    texts = [note.text for note in notes]
    assert load_classifier(tmp_path).label(texts) == Classifier(weights).label(texts)
    again, before = (Classifier(each, lambda: encoder).label(texts) for each in (load(tmp_path), weights))
    assert again == before


def test_the_same_weights_give_the_same_bytes(weights, tmp_path):
    for name in ("one", "other"):
        save(weights, tmp_path / name)
    for file in ("weights.npz", "labels.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()


def test_nothing_is_pickled(weights, tmp_path):
    import numpy as np

    save(weights, tmp_path)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fi" for name in arrays.files)
    assert json.loads((tmp_path / "labels.json").read_text("utf-8"))["pairs"]


@pytest.mark.parametrize("file", ["weights.npz", "labels.json"])
@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_a_damaged_model_says_what_to_do(weights, tmp_path, file, damage):
    save(weights, tmp_path)
    path = tmp_path / file
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(path.read_bytes()[:100])
    else:
        path.write_bytes(b"{}")
    with pytest.raises(MissingResource) as raised:
        load(tmp_path)
    assert "make models" in raised.value.hint


def test_halves_of_different_models_are_refused(weights, tmp_path):
    save(weights, tmp_path)
    words = json.loads((tmp_path / "labels.json").read_text("utf-8"))
    words["pairs"].append(["新", "主动公开"])
    (tmp_path / "labels.json").write_text(json.dumps(words), "utf-8")
    with pytest.raises(MissingResource):
        load(tmp_path)
