from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items import facts, find_facts


def test_the_note_of_the_contract_yields_its_facts():
    facts = find_facts("8.21挂了开放工作安排的图解和专家解读各1份", 2023)
    assert facts.date == "2023-08-21"
    assert [(each.value, each.unit, each.of) for each in facts.quantities] == [(1, "份", "图解"), (1, "份", "专家解读")]


def test_what_stands_inside_a_title_is_no_fact_of_its_own():
    facts = find_facts("《市财政局2023年3项制度》5.6发布", 2023)
    assert [each.iso for each in facts.dates] == ["2023-05-06"]
    assert not facts.quantities
    assert not facts.organisations


@pytest.mark.parametrize(
    "text", ["https://a.gov.cn/2023/8/21/3件.html", "Z:\\公开\\2023.8.21", "国办函〔2020〕109号", "sjj3@jn.cn"]
)
def test_an_address_or_a_document_number_states_no_fact(text):
    facts = find_facts(text, 2023)
    assert not facts.dates
    assert not facts.quantities


def test_the_date_of_a_note_is_the_exact_one():
    assert find_facts("去年决算8.18公开", 2023).date == "2023-08-18"
    assert find_facts("今年更新了指南", 2023).date == "2023"
    assert find_facts("更新了指南", 2023).date is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader_and_every_span_is_exact(text):
    facts = find_facts(text, 2023)
    for each in (*facts.dates, *facts.quantities, *facts.titles):
        assert text[each.start : each.end] == each.text
    for person in facts.people:
        assert person.role in text[person.start : person.end]


@given(st.text(alphabet="8.21月日《》关于的通知3份图解年2023印发市，、", max_size=50))
def test_dates_quantities_and_titles_never_overlap(text):
    facts = find_facts(text, 2023)
    taken = sorted({(each.start, each.end) for each in (*facts.dates, *facts.quantities, *facts.titles)})
    assert all(one[1] <= other[0] for one, other in pairwise(taken))


@given(
    st.lists(
        st.sampled_from(
            ("http://a.cn/1", "www.b.cn", "ftp://c", "d@e.cn", "C:\\f", "〔2023〕5号", "挂网", "3份", "，")
        ),
        max_size=6,
    )
)
def test_a_text_that_is_not_looked_at_closely_holds_no_addresses(pieces):
    text = "".join(pieces)
    assert facts._IN_NO_WORDS.search(text) or not facts._NO_WORDS.search(text)
