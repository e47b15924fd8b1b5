"""Forms that sound like a word of our reports."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.check import Severity
from assistant.check.rules import misspelled_word
from assistant.check.words import misspelled
from assistant.check.words.lexicon import load_lexicon

RULE = misspelled_word.RULE


@pytest.mark.parametrize("text", RULE.flags)
def test_the_rules_examples_fire_but_not_inside_titles(run, text):
    assert run(RULE, text)
    assert not run(RULE, "印发《" + text.rstrip("。") + "》。")


@pytest.mark.parametrize("text", RULE.passes)
def test_the_rules_counterexamples_do_not_fire(run, text):
    assert not run(RULE, text)


@pytest.mark.parametrize(
    ("text", "form", "word"),
    [
        ("县政府门户网站开设政务公开专拦。", "专拦", "专栏"),
        ("年内组织业务陪训2次。", "陪训", "培训"),
        ("未发生因政府信息公开引起的行政诉颂。", "诉颂", "诉讼"),
        ("加强监都检查。", "监都", "监督"),
        ("上年节转申请3件。", "节转", "结转"),
        ("不断完善政府信息公开制渡。", "制渡", "制度"),
        ("定期通报考合结果。", "考合", "考核"),
    ],
)
def test_the_form_and_the_word_meant_are_named(run, text, form, word):
    found = run(RULE, text)
    assert [(each.quote, f"“{word}”" in each.message) for each in found] == [(form, True)]


def test_a_form_that_comes_twice_is_only_mentioned(run):
    found = run(RULE, "“民声”之外，民声连线受理5件。", "民声连线办结5件。")
    assert all(each.severity == Severity.INFO for each in found)


def test_what_the_list_of_confused_words_says_is_not_said_twice(run):
    assert not run(RULE, "召开企业坐谈会。")


def test_a_name_before_a_title_is_no_misspelling(run):
    assert not run(RULE, "请王友奎教授授课。")


@settings(deadline=None)
@given(st.text("申请情清公开展示式发布部信息的了，。3件", max_size=60))
def test_forms_never_overlap_and_stand_where_they_are_said_to(text):
    found = list(misspelled(text))
    assert all(text[each.start : each.start + 2] == each.form for each in found)
    assert all(after.start >= before.start + 2 for before, after in pairwise(found))


@settings(deadline=None)
@given(st.text("申请情清公开展示式发布部信息的了", min_size=1, max_size=30))
def test_a_run_is_cut_into_words_that_are_the_run(text):
    assert "".join(load_lexicon().cut(text).words) == text


def test_reading_takes_time_in_proportion_to_the_length():
    text = "依法达复申请人，全年收到政府信息公开申请并及时办理。"
    list(misspelled(text))
    started = time.process_time()
    assert len(list(misspelled(text * 400))) == 400
    assert time.process_time() - started < 2
