"""Praise in the place where the problems should stand."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.problems import Told, read_problems
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import load_words
from assistant.check.words.match import match_words

_CONCESSION = 40
"""Characters of praise that may lead over to the problems, as nearly every report's first sentence does."""
_TURNS = ("但", "然而", "不过", "距离", "与此同时")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for praise before the measures; a short one that leads over to a problem is let be, a long one only told."""
    words = load_words()["praise-word"].words
    for piece in read_problems(evidence.document):
        praised = None if piece.measure else next(match_words(words, piece.text), None)
        if praised is None:
            continue
        turned = _turns(piece, praised[1].end())
        if turned and praised[1].end() <= _CONCESSION:
            continue
        yield at(
            RULE,
            piece.line,
            "问题部分写了成绩：“" + praised[1].group() + "”",
            quote=piece.quote,
            severity=Severity.INFO if turned else None,
            suggestion="成绩请写在第一部分，这里直接写问题",
        )


def _turns(piece: Told, after: int) -> bool:
    return any(word in piece.text[after:] for word in _TURNS)


RULE = Rule(
    name="praise-among-problems",
    severity=Severity.WARNING,
    why="第五部分写问题，夹写成绩会被认为回避问题",
    source="《政府信息公开条例》第五十条第一款第四项",
    find=find,
)
