"""A section five that names no problem."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.problems import Told, read_problems
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import load_words
from assistant.check.words.match import match_words

_SHORT = 8
_WORK = re.compile(
    r"认真|加强|推进|落实|开展|完成|坚持|严格|积极|强化|健全|按照|全部|良好|高度|扎实|围绕|继续|进一步|将|无$|无。"
)

_NONE = re.compile(
    r"(?:无|不|未|没有?|尚未)(?:存在|发现|出现|发生|产生|有)?(?:任何|明显|突出|重大|较大|其他)?(?:的?(?:主要|突出))?"
    r"(?:存在的?|主要)?(?:问题|不足|困难)"
)
"""The statement that there is no problem names none."""


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for a word of shortcoming, or at least for a sentence before the measures that tells neither work nor praise."""
    pieces = read_problems(evidence.document)
    if sum(len(piece.text) for piece in pieces) < _SHORT or any(_names_problem(piece) for piece in pieces):
        return
    yield at(
        RULE,
        pieces[0].line,
        "第五部分没有写出存在的问题",
        quote=pieces[0].quote,
        suggestion="请写明具体问题：哪个栏目、哪个环节、多少项、什么时候",
    )


def _names_problem(piece: Told) -> bool:
    lists = load_words()
    told = _NONE.sub("", piece.text)
    if next(match_words(lists["problem-word"].words, told), None):
        return True
    praised = next(match_words(lists["praise-word"].words, piece.text), None)
    return (
        not piece.measure
        and len(piece.text) >= _SHORT
        and piece.text == told
        and not praised
        and not _WORK.search(told)
    )


RULE = Rule(
    name="no-problem-named",
    severity=Severity.WARNING,
    why="存在的主要问题是法定内容，不能只写成绩和打算",
    source="《政府信息公开条例》第五十条第一款第四项",
    find=find,
)
