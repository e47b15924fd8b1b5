from datetime import datetime

import pytest

from assistant.classify.kept import active, kept, read_office_card
from assistant.classify.model import Classifier
from assistant.classify.notes import Note
from assistant.classify.office import Basis, Known, fit_office
from assistant.classify.retrain import FEWEST, retrain
from assistant.classify.weights import load
from assistant.errors import AssistantError
from assistant.taxonomy import Category, Taxonomy

NOW = datetime(2026, 1, 2)
OFFICE = Taxonomy((Category("图说", maps_to="政策解读"), Category("账本", maps_to="财政预决算信息"), Category("警示")))
KINDS = ("燃气", "用电", "防溺水", "交通", "消防", "防骗", "冰面", "雷雨", "山火", "食品")
SAID = ("安全提醒", "注意事项来了", "请大家当心", "平安小贴士")


@pytest.fixture
def basis(notes, weights, encoder, monkeypatch):
    import assistant.classify.retrain as module

    monkeypatch.setattr(module, "HELD_OUT", ("cai",))
    return Basis(Known(notes, weights.meanings.rows), weights, encoder)


def warnings(category="警示"):
    return [Note("", kind + said, category, "主动公开", "office") for kind in KINDS for said in SAID]


def run(home, basis, notes):
    before = fit_office(OFFICE, basis, basis.known)
    return retrain(home, OFFICE, basis, before, notes, NOW, lambda _: None)


def test_a_better_model_is_taken_and_the_built_in_categories_are_not_forgotten(tmp_path, basis, encoder):
    outcome = run(tmp_path, basis, warnings())
    assert outcome.taken and outcome.card.right > outcome.card.right_before
    folder = active(tmp_path)
    assert folder is not None and folder.name == outcome.name
    assert read_office_card(folder) == outcome.card
    labels = Classifier(load(folder), lambda: encoder).label(
        ["冰面安全提醒", "供水图解挂网", "三公决算公开", "信函申请1件"]
    )
    assert [label.category for label in labels] == ["警示", "图说", "账本", "无"]


def test_a_model_that_is_no_better_is_not_taken(tmp_path, basis):
    run(tmp_path, basis, warnings())
    used = active(tmp_path)
    outcome = retrain(tmp_path, OFFICE, basis, load(used), warnings(), NOW, lambda _: None)
    assert not outcome.taken and "没有超过" in outcome.reason
    assert (active(tmp_path), len(kept(tmp_path))) == (used, 1)


def test_a_model_that_loses_the_built_in_categories_is_not_taken(tmp_path, basis, notes):
    wrong = [Note("", note.text + "一", "警示", "主动公开", "office") for note in notes if note.category != "无"]
    wrong += [Note("", note.text + "二", "警示", "主动公开", "office") for note in notes]
    outcome = run(tmp_path, basis, wrong)
    assert not outcome.taken and "降幅" in outcome.reason
    assert active(tmp_path) is None


def test_the_notes_that_decide_are_never_learned_from(tmp_path, basis):
    one, other = run(tmp_path / "one", basis, warnings()), run(tmp_path / "two", basis, warnings()[::-1])
    assert (one.card.held_out, one.card.right) == (other.card.held_out, other.card.right)
    assert one.card.learned + one.card.held_out == len(warnings())
    assert 0 < one.card.held_out < len(warnings()) / 2


def test_too_few_notes_are_refused_and_doubles_do_not_count(tmp_path, basis):
    with pytest.raises(AssistantError, match=f"至少要{FEWEST}条"):
        run(tmp_path, basis, warnings()[:3] * 20)


def test_what_lies_on_disk_holds_no_note(tmp_path, basis):
    secret = "张三丰的提醒"
    outcome = run(tmp_path, basis, [*warnings(), Note("", secret, "警示", "主动公开", "office")])
    folder = tmp_path / "models" / outcome.name
    assert all("张三" not in file.read_bytes().decode("utf-8", "ignore") for file in folder.iterdir())
