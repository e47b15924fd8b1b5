"""Cutting a run into words: the cheapest way, whatever the run."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.check.words.lexicon import load_lexicon
from assistant.check.words.misspelled import misspelled

MARKS = "政府信息公开申请办理结果答复依法本年度件县区局"


def ways(run):
    if not run:
        return [()]
    return [(run[:end], *rest) for end in range(1, min(4, len(run)) + 1) for rest in ways(run[end:])]


def cost(words):
    costs = [load_lexicon().costs.get(word, 190 if len(word) == 1 else None) for word in words]
    return None if None in costs else sum(costs)


@given(st.text(MARKS + "龘", max_size=8))
def test_no_other_way_to_read_a_run_is_cheaper(run):
    cut = load_lexicon().cut(run)
    assert "".join(cut.words) == run
    assert cut.cost == cost(cut.words) == min(each for way in ways(run) if (each := cost(way)) is not None)


@given(st.text(MARKS + "，。 1", max_size=12))
def test_a_doubtful_form_stands_where_it_is_said_to(before):
    text = f"{before}，收到政府信息公开申清5件，收到政府信息公开申清6件"
    found = [each for each in misspelled(text) if each.word == "申请"]
    assert len(found) >= 2
    assert all(text[each.start : each.start + 2] == each.form for each in found)
