"""One thing under two names in one report."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import Word, load_words
from assistant.report import Line

_TITLE = re.compile(r"《[^》]{0,160}》")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the name in full and for the other one; names in quotation marks count, titles do not."""
    lines = [
        (line, _TITLE.sub(lambda match: "\x00" * len(match.group()), normal(line.text).shown))
        for line in evidence.document.lines
    ]
    text = "\n".join(shown for _, shown in lines)
    for word in load_words()[RULE.name].words:
        if word.better in text:
            yield from _others(word, lines)


def _others(word: Word, lines: list[tuple[Line, str]]) -> Iterable[Finding]:
    for line, shown in lines:
        if match := re.search(word.find, shown):
            quote = normal(line.text).quote(*match.span())
            yield at(
                RULE,
                line,
                f"全文有“{word.better}”，这里写“{quote}”",
                quote=quote,
                expected=word.better,
                actual=quote,
                suggestion="是同一事物的，请统一名称",
            )
            return


RULE = Rule(
    name="abbreviation-drift",
    severity=Severity.INFO,
    why="同一事物前后名称不一，读者会以为是两件事",
    source="《党政机关公文处理工作条例》第十九条：表述准确",
    find=find,
    flags=("健全“三审三校”机制，落实网站“三审”制度。",),
    passes=("健全“三审三校”机制，落实三审三校制度。", "落实“三审”制度。"),
)
