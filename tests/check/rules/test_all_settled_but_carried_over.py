"""均已办结 while something is carried over."""

import pytest

from assistant.check import Severity
from assistant.check.rules import all_settled_but_carried_over

RULE = all_settled_but_carried_over.RULE
FLAGS = (
    "全年收到政府信息公开申请51件，均已办结。",
    "收到的政府信息公开申请已全部答复完毕。",
    "政府信息公开申请办结率为100%。",
    "所有政府信息公开申请都已办理完毕。",
    "全年接收依申请公开51件,已经全部按照程序办理完毕。",
    "本年受理的依申请公开事项一律在期限内办复。",
)
PASSES = (
    "全年收到政府信息公开申请51件，到期的均已办结。",
    "政府信息公开申请除4件结转下年外，其余全部办结。",
    "收到群众留言88件，均已办结。",
    "代表建议和委员提案全部办结。",
    "上年结转的2件政府信息公开申请已全部办结。",
    "政府信息公开申请均已答复，尚有4件在法定期限内办理。",
    "2024年，我局收到政府信息公开申请40件，均已办结。",
    "收到政府信息公开申请51件，均未逾期。",
    "《关于政府信息公开申请全部办结的通报》已印发。",
    "全部政府信息公开申请未办结的逐件列出清单。",
)


@pytest.mark.parametrize("sentence", FLAGS)
def test_all_settled_is_refused_while_some_are_carried_over(run, sentence):
    (finding,) = run(RULE, sentence)
    assert (finding.expected, finding.actual) == (0, 4)
    assert finding.quote in sentence
    assert "四、结转下年度继续办理" in finding.message


@pytest.mark.parametrize("sentence", PASSES)
def test_excepted_requests_and_other_things_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []


@pytest.mark.parametrize("sentence", FLAGS)
def test_nothing_carried_over_nothing_found(run, sentence):
    assert run(RULE, sentence, changed={"table3.carried_out.total": 0}) == []


def test_words_about_deadlines_only_make_it_a_question(run):
    (finding,) = run(RULE, "政府信息公开申请均按时答复。")
    assert finding.severity == Severity.WARNING
    (finding,) = run(RULE, FLAGS[0])
    assert finding.severity == Severity.ERROR
