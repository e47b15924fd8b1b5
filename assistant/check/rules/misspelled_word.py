"""A word typed with a character that sounds the same, whatever the word."""

import re
from collections import Counter
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import Misspelled, load_words, misspelled
from assistant.check.words.match import match_words
from assistant.report import Line

_DOUBTFUL, _DOUBTFUL_OF_RARE = 12, 28
"""Gain below which we only inform: for the words these reports are made of (公开, 结转), and for all others."""
_OWN_WORD = 2
"""Times a form stands in a report from which it is taken for a word of that office (民声连线, 独办)."""
_NAME = re.compile(r"[一-鿿]{2,4}(?=教授|律师|同志|先生|女士|博士|[副]?(?:局长|主任|书记|科长|市长|县长|镇长))")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read each line for forms that sound like a word of our reports; what confused-word says is not said again."""
    found = [(line, each) for line in evidence.document.lines for each in _of_line(line)]
    often = Counter(each.form for _, each in found)
    for line, each in found:
        if each.form in evidence.document.agency:
            continue
        doubtful = each.gain < (_DOUBTFUL if each.common else _DOUBTFUL_OF_RARE) or often[each.form] >= _OWN_WORD
        yield at(
            RULE,
            line,
            f"“{each.form}”疑为“{each.word}”的误写",
            quote=normal(line.text).quote(each.start, each.start + 2),
            severity=Severity.INFO if doubtful else None,
            suggestion=f"请确认；是误写请改为“{each.word}”",
        )


def _of_line(line: Line) -> Iterable[Misspelled]:
    plain = normal(line.text)
    said = [match.span() for _, match, _ in match_words(load_words()["confused-word"].words, line.text)]
    said += [match.span() for match in _NAME.finditer(plain.text)]
    return (
        each
        for each in misspelled(plain.text)
        if not any(start < each.start + 2 and each.start < stop for start, stop in said)
    )


RULE = Rule(
    name="misspelled-word",
    severity=Severity.WARNING,
    why="拼音输入容易选错同音字，别字影响公文的严肃性，也会使检索找不到",
    source="《党政机关公文处理工作条例》第十九条：文字规范；《现代汉语词典》",
    find=find,
    flags=("全年收到政府信息公开申清5件。", "依法达复申请人。", "完善依申情公开流程。", "落实保密审查极制。"),
    passes=(
        "全年收到政府信息公开申请5件。",
        "各环节转办时间缩短。",
        "邀请王友奎教授授课。",
        "以上经费全部依法答复后公开。",
    ),
)
