import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items import organisations, people, quantities, statements, titles
from assistant.items.date_forms import SIGNS, date_forms, forms_for
from assistant.items.lexicon import MASK, any_of, fold, initials, lexicon, mask, opens_with

PIECES = (
    *"0129三二十元零〇年月日号周天季初.-/:：；。 （()①是%各近约",
    "2023", "去年", "前天", "上半年", "3月", "本周", "\u3000\u3000", "百分之五", "20230821", "二〇二三年",
    *lexicon().count_units[:20], *lexicon().fixed_phrases[:20], *lexicon().roles[:20], *lexicon().offices[:10],
    *lexicon().departments[:10], *lexicon().department_ends, *lexicon().bare_document_ends[:10],
)  # fmt: skip
GUARDED = {
    "counted": quantities._patterns().counted,
    "phrases": quantities._patterns().phrases,
    "roles": people._patterns().role,
    "offices": organisations._patterns().office,
    "stops": statements._STOP,
    "numbering": statements._INLINE,
    **{f"date form {at}": form.pattern for at, form in enumerate(date_forms())},
}
"""Patterns that look at the first character before anything else."""
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


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


@pytest.mark.parametrize("name", GUARDED)
@given(text=texts)
def test_a_look_at_the_first_character_hides_no_match(name, text):
    guarded = GUARDED[name].pattern
    assert guarded.startswith("(?=[")
    unguarded = re.compile(guarded[guarded.index(")") + 1 :])
    assert [each.span() for each in GUARDED[name].finditer(text)] == [each.span() for each in unguarded.finditer(text)]


@given(texts)
def test_no_date_form_that_a_text_holds_is_left_out(text):
    held = [form for form in date_forms() if form.pattern.search(text)]
    assert set(map(id, held)) <= set(map(id, forms_for(SIGNS.intersection(text))))


@given(texts)
def test_a_bare_title_ends_as_bare_titles_do(text):
    assert titles._patterns().bare_end.search(text) or not titles._patterns().bare.search(text)


@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, max_size=6), st.text(max_size=20))
def test_what_words_open_with_passes_over_none_of_them(words, around):
    text = around + words[-1] + around
    every = re.compile(any_of(words))
    assert re.findall(opens_with(initials(words)) + every.pattern, text) == every.findall(text)


@given(st.text())
def test_nothing_is_blanked_where_there_is_no_span(text):
    assert mask(text, iter(())) == text
