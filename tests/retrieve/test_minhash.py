import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.retrieve.known import LIKE, bands
from assistant.retrieve.similar import likeness, shingles

CLAUSE = re.compile(r"[^，；。]{4,}[，；。]?")


def met(one, other):
    return bool(set(bands(one, "甲局")) & set(bands(other, "甲局")))


@given(st.text(alphabet="培训指南图解答复公示，。3", max_size=60))
def test_the_same_wording_always_meets_whatever_its_numbers(text):
    assert bands(text, "甲局") == bands(text.replace("3", "512"), "甲局")


@given(st.text(max_size=40))
def test_wordings_of_two_agencies_never_meet(text):
    assert not set(bands(text, "甲局")) & set(bands(text, "乙局"))


def changed_a_little(text, drawn):
    place = drawn.randrange(len(text) - 2)
    return text[:place] + "进行" + text[place:]


def with_another_clause(text, others, drawn):
    clauses = CLAUSE.findall(text)
    clauses[drawn.randrange(len(clauses))] = drawn.choice(others)
    return "".join(clauses)


def test_paragraphs_above_the_limit_meet_nearly_always(starter):
    drawn = random.Random(1)
    pairs = [(passage.text, changed_a_little(passage.text, drawn)) for passage in starter]
    alike = [pair for pair in pairs if likeness(*map(shingles, pair)) >= LIKE]
    assert len(alike) > 100
    assert sum(met(*pair) for pair in alike) / len(alike) > 0.95


def test_paragraphs_with_another_clause_stay_below_the_limit(starter):
    drawn = random.Random(1)
    others = [clause for passage in starter for clause in CLAUSE.findall(passage.text)]
    long = [passage.text for passage in starter if len(CLAUSE.findall(passage.text)) > 1]
    wrong = [
        text
        for text in long
        if (other := with_another_clause(text, others, drawn)) and likeness(shingles(text), shingles(other)) >= LIKE
    ]
    assert len(wrong) <= len(long) / 500


@pytest.mark.parametrize("text", ["", "3", "培", "培训"])
def test_short_texts_have_bands_as_well(text):
    assert len(set(bands(text, ""))) == 5
