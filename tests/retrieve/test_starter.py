import re
from collections import Counter

from assistant.retrieve.library import STARTER_SOURCE, passage_id
from assistant.retrieve.similar import near_duplicates
from assistant.taxonomy import Part


def test_there_are_at_least_400_passages_from_2019_to_2024(starter):
    assert len(starter) >= 400
    assert {passage.year for passage in starter} == set(range(2019, 2025))


def test_every_section_has_its_passages(starter):
    sections = Counter(passage.section for passage in starter)
    assert sections.keys() == {part.value for part in Part}
    assert min(sections.values()) >= 20


def test_no_passage_nearly_repeats_another(starter):
    assert near_duplicates([passage.text for passage in starter], limit=0.4) == {}


def test_ids_are_those_of_text_and_origin_and_differ(starter):
    assert all(passage.id == passage_id(passage.text, passage.agency, passage.year) for passage in starter)
    assert len({passage.id for passage in starter}) == len(starter)


def test_no_passage_holds_personal_numbers_or_half_width_marks(starter):
    assert [one.text for one in starter if re.search(r"\d{17}[\dXx]|(?<!\d)1[3-9]\d{9}(?!\d)", one.text)] == []
    assert [one.text for one in starter if re.search(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]", one.text)] == []


def test_every_passage_says_that_it_was_written_for_this_project(starter):
    assert {passage.source for passage in starter} == {STARTER_SOURCE}


def test_many_agencies_speak_and_none_too_often(starter):
    agencies = Counter(passage.agency for passage in starter)
    assert len(agencies) >= 120
    assert agencies.most_common(1)[0][1] <= 12
