from datetime import datetime

import pytest

from assistant.classify.kept import OfficeCard, active, belongs_to, kept, new_folder, use, write_office_card
from assistant.errors import AssistantError
from assistant.taxonomy import BUILT_IN, Category, Taxonomy

NOW = datetime(2026, 1, 2, 3, 4, 5)


def made(home, taxonomy=BUILT_IN):
    folder = new_folder(home, NOW)
    folder.mkdir(parents=True)
    write_office_card(folder, OfficeCard("", taxonomy, 1, 1, 1.0, 0.5, 1.0, 1.0))
    return folder


def test_at_first_the_model_that_ships_is_in_use(tmp_path):
    assert active(tmp_path) is None
    assert kept(tmp_path) == []


def test_two_models_of_one_second_do_not_overwrite_each_other(tmp_path):
    one, other = made(tmp_path), made(tmp_path)
    assert kept(tmp_path) == [one, other]
    assert one.name == "labels-20260102-030405"


def test_any_kept_model_can_be_used_again_and_the_built_in_one(tmp_path):
    one, other = made(tmp_path), made(tmp_path)
    for folder in (other, one):
        use(tmp_path, folder.name)
        assert active(tmp_path) == folder
    use(tmp_path, "builtin")
    assert active(tmp_path) is None


def test_a_model_that_is_not_there_is_refused_with_the_names_of_those_that_are(tmp_path):
    folder = made(tmp_path)
    with pytest.raises(AssistantError) as raised:
        use(tmp_path, "labels-1999")
    assert folder.name in raised.value.hint and "builtin" in raised.value.hint


def test_a_model_belongs_to_the_categories_it_was_trained_for(tmp_path):
    folder = made(tmp_path)
    assert belongs_to(folder, BUILT_IN)
    assert not belongs_to(folder, Taxonomy((Category("通知公告"),)))
    assert not belongs_to(tmp_path, BUILT_IN)
