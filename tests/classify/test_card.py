from pathlib import Path

import pytest

from assistant.classify.card import NOTES, SPLIT, Split, Vectors, digests, make, read_card, rehearse
from assistant.classify.loading import load_classifier
from assistant.classify.notes import read_notes
from assistant.classify.train import HELD_OUT
from assistant.classify.weights import load
from assistant.encoder import fingerprint
from assistant.settings import resource

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = resource("models", "labels")


@pytest.fixture(scope="module")
def card():
    return read_card(FOLDER)


def test_the_model_that_ships_was_made_from_the_files_that_ship(card):
    assert card.sha256 == digests(PROJECT), "run make models"


def test_its_vectors_come_from_the_encoder_that_ships(card):
    assert card.encoder == load(FOLDER).meanings.encoder == fingerprint(resource("models", "encoder"))


def test_the_script_that_made_it_is_here(card):
    assert (PROJECT / card.command.split()[-1]).is_file()


def test_the_card_speaks_of_the_weights_beside_it(card):
    weights = load(FOLDER)
    assert card.features == len(weights.vocabulary.keys)
    assert card.notes == len(weights.meanings.rows)
    assert (card.quick, card.full) == (weights.quick.bounds, weights.full.bounds)
    assert card.recipe.scales == weights.vocabulary.scales


def test_the_model_is_small():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 10 * 1024 * 1024


def test_the_figures_are_those_wanted_of_held_out_writers(card):
    for figures in (card.held_out.category, card.held_out.section):
        assert figures.macro_f1 >= 0.92
        assert figures.accuracy_of_surest_80 >= 0.98
        assert figures.calibration_error <= 0.03


def test_the_figures_of_the_held_out_writers_come_out_again_by_characters_alone(card):
    again = rehearse(read_notes(PROJECT / NOTES), Vectors(), SPLIT).quick
    told = card.held_out_quick
    assert again.writers == told.writers == HELD_OUT
    assert again.category.macro_f1 == pytest.approx(told.category.macro_f1, abs=0.002)
    assert again.section.macro_f1 == pytest.approx(told.section.macro_f1, abs=0.002)
    assert again.review.coverage == pytest.approx(told.review.coverage, abs=0.005)


@pytest.mark.parametrize("with_vectors", [True, False])
def test_making_a_model_writes_all_it_needs(notes, vectors, tmp_path, with_vectors):
    import msgspec

    lexicons = tmp_path / "corpus" / "lexicons"
    lexicons.mkdir(parents=True)
    (tmp_path / NOTES).write_bytes(b"".join(msgspec.json.encode(note) + b"\n" for note in notes))
    (lexicons / "domain.txt").write_text("图解 3 n\n", encoding="utf-8")
    given = Vectors("letters", vectors, vectors) if with_vectors else Vectors()
    made = make(tmp_path, tmp_path / "out", lambda _: None, given, Split(("cai",), ("bo",)))
    assert read_card(tmp_path / "out") == made
    assert made.held_out.writers == ("cai",)
    assert (made.notes, made.writers) == (len(notes), 3)
    assert made.held_out.category.accuracy > 0.5
    assert (made.full is not None, made.across_authors_untrained_encoder is not None) == (with_vectors, with_vectors)
    assert (made.unread.writers if made.unread else None) == (("bo",) if with_vectors else None)
    assert load_classifier(tmp_path / "out").label(["图解挂网"])[0].category == "政策解读"
