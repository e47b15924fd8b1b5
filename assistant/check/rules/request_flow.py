"""Requests whose flow, told in words, does not come out: new and carried in, done and carried out."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mentions import Mention
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Line

_CARRIED_OUT = re.compile(
    r"(?:结转|转入|转至|转到|顺延|延续|接续)(?:至|到|入)?(?:下|次|第二|明|20\d\d)[^，；。、（）]{0,10}$|(?:尚未|仍在|尚在|正在|未)(?:办结|办理|答复|到期)[^，；。、（）]{0,8}$"
)
_CARRIED_IN = re.compile(
    r"(?:上年|去年|上一年|上年度|上一年度|前一年|往年)度?[^，；。、（）]{0,6}(?:结转|转入|接转|遗留|顺延|未办结)[^，；。、（）]{0,14}$"
    r"|(?:结转|承接|接转|转入)(?:的)?(?:上年|去年|上一年|往年)[^，；。、（）]{0,14}$"
)
_NEW = re.compile(r"(?:新收|收到|受理|接收|收办|接到|新增|收悉)[^，；。、（）]{0,24}$")
_DONE = re.compile(r"(?:办结|办复|答复|办理完毕|处理完毕|完成办理|回复)[^，；。、（）]{0,20}$")
_OTHER = re.compile(
    r"按时|其中|书面|当场|口头|建议|提案|复议|诉讼|投诉|信访|留言|工单|热线|全[市县区省]|\d月|半年|季度|同比|[较比]"
)
_OUT_BEHIND = re.compile(
    r"[^，；。、（）]{0,8}(?:结转|转入|顺延)(?:至|到|入)?(?:下|次|明|20\d\d)|(?:尚未|仍在|尚在|正在)(?:办结|办理|办)"
)


class _Flow(msgspec.Struct):
    """The four numbers of the flow, each as often as it is told."""

    new: list[Mention] = []
    carried_in: list[Mention] = []
    done: list[Mention] = []
    carried_out: list[Mention] = []

    def sides(self) -> tuple[list[Mention], list[Mention], list[Mention], list[Mention]]:
        return self.new, self.carried_in, self.done, self.carried_out

    def first(self) -> list[Mention]:
        return [side[0] for side in self.sides()]


def find(evidence: Evidence) -> Iterable[Finding]:
    """Hold 新收＋上年结转 against 办结＋结转下年度 where neighbouring sentences name new, done and at least one carried number."""
    for line in evidence.document.paragraphs():
        if "申请" not in line.text or ("结转" not in line.text and "转入" not in line.text and "顺延" not in line.text):
            continue
        sentences = read_sentences(line.text)
        for run in _runs(sentences):
            yield from _check(line, run)


def _runs(sentences: tuple[Sentence, ...]) -> Iterator[tuple[Sentence, ...]]:
    """Yield one sentence where it holds the whole flow, else two neighbours that hold it together."""
    whole = [(sentence,) for sentence in sentences if _is_whole(_flow((sentence,)))]
    yield from whole or [pair for pair in pairwise(sentences) if _is_whole(_flow(pair))][:1]


def _flow(sentences: tuple[Sentence, ...]) -> _Flow:
    flow = _Flow()
    for sentence in sentences:
        for index, mention in enumerate(sentence.mentions):
            if name := _role(sentence, index):
                getattr(flow, name).append(mention)
    return flow


def _role(sentence: Sentence, index: int) -> str | None:
    if sentence.depths[index] >= 0 or sentence.mentions[index].unit != "件":
        return None
    before = sentence.before(index)
    if _CARRIED_IN.search(before):
        return "carried_in"
    if _CARRIED_OUT.search(before) or _OUT_BEHIND.match(sentence.after(index)):
        return "carried_out"
    if _OTHER.search(before):
        return None
    return "done" if _DONE.search(before) else "new" if _NEW.search(before) else None


def _is_whole(flow: _Flow) -> bool:
    return all(flow.sides())


def _check(line: Line, run: tuple[Sentence, ...]) -> Iterator[Finding]:
    flow = _flow(run)
    if not any("申请" in each.text for each in run) or any(each.rough for side in flow.sides() for each in side):
        return
    if not _comes_out(flow):
        yield _finding(line, run[0], flow)


def _comes_out(flow: _Flow) -> bool:
    """Tell whether the flow holds for some of the numbers told, each alone or all of a kind together.

    收到 may already hold what was carried in; then it equals what was done and carried out.
    """
    new, inside, done, out = (_sums(side) for side in flow.sides())
    went = {gone + kept for gone in done for kept in out}
    return bool(went & ({came + old for came in new for old in inside} | new))


def _sums(mentions: list[Mention]) -> set[Decimal]:
    return {*(each.value for each in mentions), sum((each.value for each in mentions), Decimal(0))}


def _finding(line: Line, sentence: Sentence, flow: _Flow) -> Finding:
    new, inside, done, out = (each.value for each in flow.first())
    came, went = int(new + inside), int(done + out)
    places = sorted(flow.first(), key=lambda each: each.start)
    several = any(len(side) > 1 for side in flow.sides())
    told = [format_number(each.number) for each in flow.first()]
    return Finding(
        rule=RULE.name,
        severity=Severity.WARNING if several else RULE.severity,
        message=f"申请件数前后不平：新收{told[0]}件加上年结转{told[1]}件为{came}件，办结{told[2]}件加结转下年度{told[3]}件为{went}件",
        section=line.section,
        quote=sentence.line.quote(places[0].start, places[-1].end),
        expected=came,
        actual=went,
        suggestion=f"{told[0]}＋{told[1]}＝{came}，{told[2]}＋{told[3]}＝{went}；请对照表三第一、二项和第三（七）、四项核对",
        place=line.place,
    )


RULE = Rule(
    name="request-flow",
    severity=Severity.ERROR,
    why="新收加上年结转必须等于办结加结转下年度，这是表三印明的勾稽关系，正文也要遵守",
    source="国办公开办函〔2021〕30号 表三：第一项加第二项之和，等于第三项加第四项之和",
    find=find,
    flags=(
        "全年新收政府信息公开申请57件，上年结转3件；办结56件，结转下年度5件。",
        "受理申请二十件，承接上年结转的一件。全年答复十九件，另有三件顺延至下年度办理。",
    ),
    passes=(
        "全年新收政府信息公开申请57件，上年结转3件；办结56件，结转下年度4件。",
        "全年新收申请57件（含电话答复2件），办结57件，无结转。",
        "收到申请60件，其中上年结转3件，办结56件，结转下年度4件。",
        "本级收到申请12件，下属单位收到申请30件，上年结转2件，共办结40件，结转下年度4件。",
    ),
)
