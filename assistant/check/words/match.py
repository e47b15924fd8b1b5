"""Find the words of a list in a document, and make rules of an office's own lists."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import Normal, normal
from assistant.check.rule import Evidence, Rule
from assistant.check.words.load import Word, WordList, load_words
from assistant.report import Line

Found = tuple[Word, "re.Match[str]", Normal]


@cache
def _compiled(words: tuple[Word, ...]) -> tuple[tuple[Word, re.Pattern[str]], ...]:
    return tuple((word, re.compile(word.pattern)) for word in words)


def match_words(words: tuple[Word, ...], line: str) -> Iterator[Found]:
    """Yield each word with its match in the plain form of a line, never inside titles or quotations."""
    plain = normal(line)
    for word, pattern in _compiled(words):
        for match in pattern.finditer(plain.text):
            yield word, match, plain


def find_words(rule: str, evidence: Evidence) -> Iterator[Finding]:
    """Yield what the shipped list of a rule finds in the headings and paragraphs."""
    return _find(load_words()[rule], evidence)


def office_rules(lists: Iterable[WordList]) -> tuple[Rule, ...]:
    """Return a rule for each list of an office; it may carry the name of a shipped rule."""
    return tuple(
        Rule(
            name=each.rule,
            severity=each.severity,
            why=each.why,
            source=each.source,
            find=_finder(each),
            flags=tuple(flag for word in each.words for flag in word.flags),
            passes=tuple(text for word in each.words for text in word.passes),
        )
        for each in lists
    )


def _finder(words: WordList) -> Callable[[Evidence], Iterable[Finding]]:
    return lambda evidence: _find(words, evidence)


def _find(words: WordList, evidence: Evidence) -> Iterator[Finding]:
    for line in evidence.document.lines:
        for word, match, plain in match_words(words.words, line.text):
            yield _finding(words, word, plain.quote(*match.span()), line)


def _finding(words: WordList, word: Word, quote: str, line: Line) -> Finding:
    return Finding(
        rule=words.rule,
        severity=word.severity or Severity(words.severity),
        message=f"“{quote}”：{word.say or '用语不当'}",
        section=line.section,
        quote=quote,
        suggestion=word.better,
        place=line.place,
    )
