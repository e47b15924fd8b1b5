"""A section five that names no problem."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.problems import read_problems
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import load_words
from assistant.check.words.match import match_words

_SHORT = 8


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for a word of shortcoming anywhere in section five."""
    pieces = read_problems(evidence.document)
    words = load_words()["problem-word"].words
    if sum(len(piece.text) for piece in pieces) < _SHORT:
        return
    lines = dict.fromkeys(piece.line for piece in pieces)
    if not any(next(match_words(words, line.text), None) for line in lines):
        yield at(
            RULE,
            pieces[0].line,
            "第五部分没有写出存在的问题",
            quote=pieces[0].quote,
            suggestion="请写明具体问题：哪个栏目、哪个环节、多少项、什么时候",
        )


RULE = Rule(
    name="no-problem-named",
    severity=Severity.WARNING,
    why="存在的主要问题是法定内容，不能只写成绩和打算",
    source="《政府信息公开条例》第五十条第一款第四项",
    find=find,
)
