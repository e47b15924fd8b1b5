"""Too many set phrases that hold no fact."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import load_words
from assistant.check.words.match import match_words
from assistant.report import Line

_PER_THOUSAND = 8
_ENOUGH = 5
_ROW = re.compile(r"(?:进一步[^，。；、]{1,14}[，；、。]){3}")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Count them per section against its length, and look for three 进一步 in a row."""
    for section in (1, 5, 6):
        lines = list(evidence.document.paragraphs(section))
        yield from _dense(section, lines)
        for line in lines:
            if match := _ROW.search(normal(line.text).text):
                quote = normal(line.text).quote(*match.span())
                yield at(
                    RULE,
                    line,
                    "连用了三个以上“进一步”",
                    quote=quote,
                    suggestion="请改为可以检查的措施：谁、什么时候、做什么",
                )


def _dense(section: int, lines: list[Line]) -> Iterator[Finding]:
    words = load_words()[RULE.name].words
    found = [(line, match.group()) for line in lines for _, match, _ in match_words(words, line.text)]
    length = sum(len(normal(line.text).text) for line in lines)
    if len(found) < _ENOUGH or len(found) * 1000 <= _PER_THOUSAND * length:
        return
    density = round(len(found) * 1000 / length, 1)
    said = "、".join(dict.fromkeys(phrase for _, phrase in found[:_ENOUGH]))
    line = found[0][0]
    yield at(
        RULE,
        line,
        f"第{section}部分{length}字中有{len(found)}处套话（{said}等），每千字{density}处",
        quote=_first(line),
        expected=_PER_THOUSAND,
        actual=density,
        suggestion=f"{len(found)}÷{length}×1000＝{density}；请换成做了什么、多少、结果如何",
    )


def _first(line: Line) -> str:
    _, match, plain = next(match_words(load_words()[RULE.name].words, line.text))
    return plain.quote(*match.span())


RULE = Rule(
    name="empty-phrase",
    severity=Severity.INFO,
    why="套话多而没有事实，看不出做了什么",
    source="国办公开办函〔2021〕30号“明确责任”：内容空泛、敷衍应付的要追责",
    find=find,
    flags=("进一步加强领导，进一步完善制度，进一步拓展渠道。",),
    passes=("进一步加强领导，6月底前修订审查办法。",),
)
