"""What a pattern needs rules a text out only where the pattern finds nothing in it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.check.reading.normal import normal
from assistant.check.words.load import load_words
from assistant.check.words.match import match_words
from assistant.check.words.needs import needs

WORDS = [word for each in load_words().values() for word in each.words]
LISTS = [each.words for each in load_words().values()]
SAID = [text for word in WORDS for text in (*word.flags, *word.passes)]
PATTERNS = (
    "布署|部暑",
    "[布部]署(?!名)",
    "(?:约|近)?[0-9]{1,3}(?:件|条)",
    "a+b*(?:cd|ce)?f",
    "(?i)abc",
    "x(?i:abc)y",
    "(?=.*甲)乙",
    "(?<=甲)乙",
    "[^，]{2}号",
    "(甲)(?:乙|)\\1",
    "(?:甲乙|甲丙|丁)+",
    "^$|空",
    "[一-鿿]{2}次",
)


def allows(pattern, text):
    return not any(map(frozenset(text).isdisjoint, needs(pattern)))


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("布署", ["布", "署"]),
        ("(?<!发)布署(?!名)", ["布", "署"]),
        ("帐(?=户|号)", ["帐", "号户"]),
        ("甲乙|丙丁?", ["丙甲"]),
        ("甲?乙*丙+", ["丙"]),
        (r"\d[^，]", []),
        ("甲|", []),
        ("(?i)ab", []),
    ],
)
def test_what_a_pattern_needs_is_told_set_by_set(pattern, needed):
    assert ["".join(sorted(each)) for each in needs(pattern)] == needed


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(st.sampled_from(PATTERNS).flatmap(lambda pattern: st.tuples(st.just(pattern), st.from_regex(pattern))))
def test_no_text_that_matches_is_ruled_out(tried):
    pattern, text = tried
    assert re.search(pattern, text) is None or allows(pattern, text)


def test_most_shipped_words_need_something():
    assert sum(bool(needs(word.pattern)) for word in WORDS) > 0.9 * len(WORDS)


@settings(deadline=None)
@given(st.sampled_from(LISTS), st.lists(st.sampled_from(SAID), max_size=3).map("".join), st.text(max_size=4))
def test_looking_only_for_what_is_possible_finds_what_looking_for_all_finds(words, said, more):
    plain = normal(said + more).text
    everything = [(word, match.span()) for word in words for match in re.finditer(word.pattern, plain)]
    assert [(word, match.span()) for word, match, _ in match_words(words, said + more)] == everything


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.pattern[:30])
def test_no_example_is_ruled_out(word):
    for flag in word.flags:
        assert any(found is word for found, _, _ in match_words((word,), flag)), flag
