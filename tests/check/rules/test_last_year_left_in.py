"""Last year's numbers and sentences left in."""

from assistant.check import Severity
from assistant.check.rules import last_year_left_in, text_table_mismatch

RULE = last_year_left_in.RULE


def test_last_years_number_is_named_as_such(run, document):
    previous = document(year=2024, changed={"table3.new_received.total": 40})
    sentence = "全年新收政府信息公开申请40件。"
    (finding,) = run(RULE, sentence, previous=previous)
    assert (finding.severity, finding.expected, finding.actual) == (Severity.ERROR, 51, 40)
    assert run(text_table_mismatch.RULE, sentence, previous=previous) == []


def test_a_sentence_of_last_year_with_its_year_is_an_error(run, document):
    sentence = "2024年，我局在门户网站发布统计快讯和公报并更新目录。"
    (finding,) = run(RULE, sentence, previous=document(sentence, year=2024))
    assert (finding.severity, finding.quote) == (Severity.ERROR, sentence)


def test_a_sentence_with_the_same_numbers_is_a_question(run, document):
    sentence = "组织业务培训会12次，参加培训的科室人员共计363人次。"
    (finding,) = run(RULE, sentence, previous=document(sentence, year=2024))
    assert finding.severity == Severity.WARNING


def test_new_numbers_in_the_same_sentence_are_left_alone(run, document):
    previous = document("组织业务培训会12次，参加培训的科室人员共计363人次。", year=2024)
    assert run(RULE, "组织业务培训会13次，参加培训的科室人员共计370人次。", previous=previous) == []
