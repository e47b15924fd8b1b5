"""Every word of the list with its examples."""

import pytest

from assistant.check.rules import number_style
from assistant.check.words import load_words
from assistant.check.words.match import match_words

WORDS = load_words()[number_style.RULE.name].words


@pytest.mark.parametrize(("word", "text"), [(word, text) for word in WORDS for text in word.flags])
def test_each_word_fires_on_its_own_examples_and_is_reported(run, word, text):
    assert next(match_words((word,), text), None)
    assert all(each.quote in text for each in run(number_style.RULE, text))
    assert run(number_style.RULE, text)


@pytest.mark.parametrize(("word", "text"), [(word, text) for word in WORDS for text in word.passes])
def test_no_word_fires_on_its_counterexamples(word, text):
    assert not list(match_words((word,), text))


@pytest.mark.parametrize("text", number_style.RULE.flags)
def test_the_rules_examples_fire_but_not_inside_titles_and_quotations(run, text):
    assert run(number_style.RULE, text)
    assert not run(number_style.RULE, "印发《" + text.rstrip("。") + "》。")
    assert not run(number_style.RULE, "开展“" + text.rstrip("。") + "”活动。")


@pytest.mark.parametrize("text", number_style.RULE.passes)
def test_the_rules_counterexamples_do_not_fire(run, text):
    assert not run(number_style.RULE, text)


def test_every_word_has_examples_of_both_kinds():
    assert all(word.flags and word.passes for word in WORDS)
