"""Whatever stands in a line: the rules on wording, structure, substance and privacy answer, and quote what is there."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import (
    abbreviation_drift,
    announced_parts,
    applicant_name,
    bank_card,
    car_plate,
    clashing_words,
    confused_word,
    decree_cited_wrongly,
    document_number_form,
    doubled_punctuation,
    empty_phrase,
    empty_section,
    halfwidth_punctuation,
    home_address,
    id_number,
    missing_fee_statement,
    missing_section,
    mixed_heading_levels,
    mixed_list_separators,
    mobile_number,
    no_problem_named,
    number_style,
    outdated_format,
    overview_part_missing,
    padded_date,
    praise_among_problems,
    private_mailbox,
    repeated_word,
    section_order,
    stale_year,
    statistical_period,
    straight_quotes,
    template_residue,
    unmatched_measures,
    unpaired_brackets,
    vague_problem,
    vague_superlative,
    wrong_quantifier,
    year_conflict,
)
from assistant.report import Document, Line

RULES = (
    abbreviation_drift.RULE,
    announced_parts.RULE,
    applicant_name.RULE,
    bank_card.RULE,
    car_plate.RULE,
    clashing_words.RULE,
    confused_word.RULE,
    decree_cited_wrongly.RULE,
    document_number_form.RULE,
    doubled_punctuation.RULE,
    empty_phrase.RULE,
    empty_section.RULE,
    halfwidth_punctuation.RULE,
    home_address.RULE,
    id_number.RULE,
    missing_fee_statement.RULE,
    missing_section.RULE,
    mixed_heading_levels.RULE,
    mixed_list_separators.RULE,
    mobile_number.RULE,
    no_problem_named.RULE,
    number_style.RULE,
    outdated_format.RULE,
    overview_part_missing.RULE,
    padded_date.RULE,
    praise_among_problems.RULE,
    private_mailbox.RULE,
    repeated_word.RULE,
    section_order.RULE,
    stale_year.RULE,
    statistical_period.RULE,
    straight_quotes.RULE,
    template_residue.RULE,
    unmatched_measures.RULE,
    unpaired_brackets.RULE,
    vague_problem.RULE,
    vague_superlative.RULE,
    wrong_quantifier.RULE,
    year_conflict.RULE,
)
PIECES = [
    "一是",
    "1. ",
    "（一）",
    "存在的问题",
    "不足",
    "下一步",
    "取得成效",
    "进行",
    "进行",
    "截止",
    "2024年",
    "，",
    ",",
    "。",
    " ",
    "《",
    "》",
    "“",
    "”",
    "(",
    "）",
    "XX",
    "申请人张晓明提出",
    "13800000000",
    "110105 19491231 002X",
    "3条",
    "、",
    "等",
    "％",
    "包括总体情况、",
    "主动公开情况",
    "六部分",
    "国务院令第492号",
    "〔2021〕30号",
    "03月05日",
    "a@qq.com",
    "鲁A12345",
    "０",
    "…",
]
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), TEXTS, st.booleans()), max_size=6), st.sampled_from([None, 2018, 2025]))
def test_every_rule_answers_and_quotes_words_of_its_line(rows, year):
    lines = tuple(Line(no, text, heading=head, level=int(head), place="某处") for no, text, head in rows)
    document = Document("甲局", year, "甲局2025年政府信息公开工作年度报告", lines)
    for rule in RULES:
        for finding in rule.find(Evidence(document)):
            assert finding.rule == rule.name
            assert finding.message
            assert finding.place == "标题" or any(finding.quote in line.text for line in lines) or not finding.quote


def test_each_rule_is_called_like_its_file_and_says_why_and_where_it_is_written():
    for rule in RULES:
        assert rule.find.__module__.rsplit(".", 1)[1] == rule.name.replace("-", "_")
        assert rule.why
        assert rule.source


def test_a_line_as_long_as_a_book_is_read_in_linear_time():
    from time import perf_counter

    for unit in ("1", "（", "《", "不", "由", "约3", "进一步", "打造"):
        document = Document("甲局", 2025, "", tuple(Line(no, unit * (20000 // len(unit))) for no in (0, 1, 5)))
        start = perf_counter()
        for rule in RULES:
            list(rule.find(Evidence(document)))
        assert perf_counter() - start < 20
