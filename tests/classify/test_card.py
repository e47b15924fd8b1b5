from pathlib import Path

import pytest

from assistant.classify.card import CUES, NOTES, digests, make, read_card
from assistant.classify.cues import read_cues
from assistant.classify.model import load_classifier
from assistant.classify.notes import read_notes
from assistant.classify.train import HELD_OUT, check_held_out
from assistant.settings import resource

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = resource("models", "labels")


@pytest.fixture(scope="module")
def card():
    return read_card(FOLDER)


def test_the_model_that_ships_was_made_from_the_files_that_ship(card):
    assert card.sha256 == digests(PROJECT), "run make models"


def test_the_script_that_made_it_is_here(card):
    assert (PROJECT / card.command.split()[-1]).is_file()


def test_the_card_speaks_of_the_weights_beside_it(card):
    weights = load_classifier().weights
    assert (card.features, card.threshold, card.temperature) == (
        len(weights.vocabulary.names),
        weights.threshold,
        weights.temperature,
    )
    assert card.recipe.scales == weights.vocabulary.scales


def test_the_model_is_small():
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 8 * 1024 * 1024


def test_the_figures_of_the_held_out_writers_come_out_again(card):
    notes, cues = read_notes(PROJECT / NOTES), read_cues(PROJECT / CUES)
    told = card.held_out
    again = check_held_out(notes, HELD_OUT, card.recipe, cues, card.held_out_temperature, told.review.threshold)
    assert again.writers == told.writers == HELD_OUT
    assert again.category.macro_f1 == pytest.approx(told.category.macro_f1, abs=0.005)
    assert again.section.macro_f1 == pytest.approx(told.section.macro_f1, abs=0.005)
    assert again.review.coverage == pytest.approx(told.review.coverage, abs=0.01)


def test_making_a_model_writes_all_it_needs(notes, recipe, cues, tmp_path, monkeypatch):
    import msgspec

    import assistant.classify.card as module

    monkeypatch.setattr(module, "HELD_OUT", ("cai",))
    lexicons = tmp_path / "corpus" / "lexicons"
    lexicons.mkdir(parents=True)
    (tmp_path / NOTES).write_bytes(b"".join(msgspec.json.encode(note) + b"\n" for note in notes))
    (lexicons / "cues.yaml").write_text("解读形式: [图解, 漫画]\n培训: [培训]\n", encoding="utf-8")
    (lexicons / "domain.txt").write_text("图解 3 n\n", encoding="utf-8")
    made = make(tmp_path, tmp_path / "out", lambda _: None, [recipe])
    assert read_card(tmp_path / "out") == made
    assert made.held_out.writers == ("cai",)
    assert (made.notes, made.writers) == (len(notes), 3)
    assert made.held_out.category.accuracy > 0.5
    assert load_classifier(tmp_path / "out").label(["图解挂网"])[0].category == "政策解读"
