import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.cues import by_first_character, read_cues, shape, touched
from assistant.settings import resource


@pytest.fixture(scope="module")
def shipped():
    return read_cues(resource("corpus", "lexicons", "cues.yaml"))


def test_cues_are_short_and_hide_numbers_as_notes_do(shipped):
    assert all(0 < len(cue) <= 6 and not set("123456789") & set(cue) for cue in shipped)


def test_a_cue_may_belong_to_several_groups(tmp_path):
    path = tmp_path / "cues.yaml"
    path.write_text("甲: [图解, PDF]\n乙: [图解, 12]\n", encoding="utf-8")
    assert read_cues(path) == {"图解": ("甲", "乙"), "pdf": ("甲",), "12": ("乙",)}


@given(st.text(alphabet="图解漫画挂网开庭0D", max_size=30), st.sampled_from(["图解", "漫画", "挂网", "开庭"]))
def test_a_group_is_touched_just_when_its_cue_stands_in_the_note(note, cue):
    assert touched(note, by_first_character({cue: ("组",)})) == ({"组"} if cue in note else set())


def test_the_shape_tells_title_question_document_date():
    assert {"title", "document", "date"} <= shape("关于印发《办法》的通知 D")
    assert "question" in shape("能公开吗?")
    assert not {"title", "question", "document", "date"} & shape("培训0人")


def test_the_shipped_cues_know_a_comic_for_an_interpretation(shipped):
    assert "解读形式" in touched("把办法画成漫画", by_first_character(shipped))
