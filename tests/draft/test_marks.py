from hypothesis import given
from hypothesis import strategies as st

from assistant.draft.marks import clean, gap, mark, plain, to_sentence


def test_a_sentence_knows_the_sources_of_its_facts():
    line = (
        f"共{mark('289', 'figure', 'publication.total')}条，{mark('发布' + mark('图解', 'item', 'b'), 'item', 'a')}。"
    )
    sentence = to_sentence(line, "proactive.j2")
    assert sentence.text == "共289条，发布图解。"
    assert [(each.kind, each.id) for each in sentence.sources] == [
        ("figure", "publication.total"),
        ("item", "a"),
        ("item", "b"),
    ]


def test_a_sentence_without_facts_rests_on_its_template():
    assert [(each.kind, each.id) for each in to_sentence("无。", "x.j2").sources] == [("template", "x.j2")]


def test_gaps_are_listed():
    assert to_sentence(f"培训{gap('培训次数')}次。", "x.j2").gaps == ("【待补充：培训次数】",)


@given(st.text())
def test_marking_changes_no_text(text):
    text = clean(text)
    assert plain(mark(text, "item", "1", "2")) == text
