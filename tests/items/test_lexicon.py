import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.items.lexicon import MASK, any_of, fold, lexicon, mask


@given(st.lists(st.text(alphabet="件次条人民政府", min_size=1, max_size=4), min_size=1, max_size=8))
def test_a_pattern_of_words_matches_the_longest_of_them(words):
    text = "".join(max(words, key=len))
    match = re.match(any_of(words), text)
    assert match
    assert match.group() == max((word for word in words if text.startswith(word)), key=len)


@given(st.text(max_size=30))
def test_folding_keeps_every_position(text):
    assert len(fold(text)) == len(text)


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=4))
def test_masking_keeps_the_length_and_blanks_the_spans(text, pairs):
    spans = [(min(pair), max(pair)) for pair in pairs if max(pair) <= len(text)]
    masked = mask(text, spans)
    assert len(masked) == len(text)
    assert all(set(masked[start:end]) <= {MASK} for start, end in spans)


def test_every_following_of_together_belongs_to_a_unit():
    units = {*lexicon().count_units, *lexicon().measure_units}
    assert set(lexicon().together) <= units


def test_endings_with_an_exception_are_endings():
    words = lexicon()
    assert set(words.after_ends) <= {*words.department_ends, *words.unit_ends, *words.named_ends}
