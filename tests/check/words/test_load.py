"""The lists as files: what is shipped is whole, and an office's own is read or refused with a sentence."""

import pytest

from assistant.check.rule import Evidence
from assistant.check.words import load_words, office_rules
from assistant.check.words.match import match_words
from assistant.errors import BadSettings
from assistant.report import Document, Line

OWN = """
rule: our-words
why: 本局统一用语
source: 局办公室通知
words:
  - {find: 我单位, say: 应写“本局”, better: 改为“本局”, flags: [我单位公开3条], passes: [本局公开3条]}
"""


@pytest.mark.parametrize("name", sorted(load_words()))
def test_every_shipped_list_says_why_and_every_word_is_held_to_its_examples(name):
    words = load_words()[name]
    assert words.why
    assert words.source
    for word in words.words:
        assert word.flags
        assert word.passes
        assert all(next(match_words((word,), text), None) for text in word.flags), word.find
        assert not any(next(match_words((word,), text), None) for text in word.passes), word.find


def test_an_offices_list_becomes_a_rule(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    (rule,) = office_rules(path)
    (finding,) = rule.find(Evidence(Document("局", 2025, "", (Line(1, "我 单位公开3条。"),))))
    assert (finding.rule, finding.quote, finding.suggestion) == ("our-words", "我 单位", "改为“本局”")


def test_an_offices_words_are_added_to_a_shipped_list(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN.replace("our-words", "confused-word"), encoding="utf-8")
    added = load_words(path)["confused-word"].words
    assert len(added) == len(load_words()["confused-word"].words) + 1
    assert added[-1].find == "我单位"


@pytest.mark.parametrize(
    "text",
    ["rule: x", "[1", OWN.replace("我单位,", "'（(',"), OWN.replace("say", "sya"), OWN.replace("我单位,", "'a*',"), ""],
)
def test_a_list_that_is_none_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"own\.yaml"):
        load_words(path)


def test_a_list_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BadSettings):
        office_rules(tmp_path / "none.yaml")
