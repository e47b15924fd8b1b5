"""The examples of the rule, and its cases."""

import pytest

from assistant.check.rules import document_number_form


@pytest.mark.parametrize("text", document_number_form.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(document_number_form.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", document_number_form.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(document_number_form.RULE, text)


def test_a_text_whose_marks_were_all_flattened_is_not_blamed_for_its_brackets(run):
    flat = "公开信息,受理申请,组织培训,开展检查,更新目录." * 6
    assert not run(document_number_form.RULE, flat + "按照国办公开办函[2021]30号编制.")
    assert run(document_number_form.RULE, "按照国办公开办函[2021]30号编制。")
