"""The lists as files: what is shipped is whole, and a damaged one is refused with a sentence."""

import pytest

from assistant.check.words import Word, load_words
from assistant.check.words.load import read_list
from assistant.check.words.match import match_words
from assistant.errors import BadSettings


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


@pytest.mark.parametrize(
    "text",
    [
        "rule: x",
        "[1",
        "",
        "{rule: a, why: b, source: c, words: [{find: '（('}]}",
        "{rule: a, why: b, source: c, words: [{find: 'a*'}]}",
        "{rule: a, why: b, source: c, words: [{better: b}]}",
        "{rule: a, why: b, source: c, words: [{find: b, sya: c}]}",
    ],
)
def test_a_list_that_is_none_is_refused_with_its_name(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSettings, match=r"own\.yaml"):
        read_list(path)


def test_a_plain_word_is_found_as_it_stands_and_blanks_do_not_matter():
    (found,) = match_words((Word(word="3.5 （万）"),), "共 3.5(万)")
    assert found[1].group() == "3.5（万）"
