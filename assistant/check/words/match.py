"""Find the words of a list in a document, and make rules of an office's own lists."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import Normal, normal
from assistant.check.rule import Evidence, Rule
from assistant.check.words.load import Word, WordList, load_words
from assistant.check.words.needs import Needs, needs
from assistant.report import Line

Found = tuple[Word, "re.Match[str]", Normal]


class _Index(msgspec.Struct, frozen=True):
    """The words of a list with their patterns, and which of them a text with a certain character may hold."""

    words: tuple[tuple[Word, re.Pattern[str], Needs], ...]
    always: frozenset[int]
    by_mark: dict[str, set[int]]
    marks: frozenset[str]

    def possible(self, text: str) -> Iterator[tuple[Word, re.Pattern[str]]]:
        """Yield the words that a text has the characters for, in the order of the list."""
        marks = frozenset(text)
        for place in sorted(self.always.union(*(self.by_mark[mark] for mark in marks & self.marks))):
            word, pattern, needed = self.words[place]
            if not any(map(marks.isdisjoint, needed)):
                yield word, pattern


@cache
def _index(words: tuple[Word, ...]) -> _Index:
    compiled = tuple((word, re.compile(word.pattern), needs(word.pattern)) for word in words)
    by_mark: dict[str, set[int]] = defaultdict(set)
    for place, (_, _, needed) in enumerate(compiled):
        for mark in min(needed, key=len, default=()):
            by_mark[mark].add(place)
    always = frozenset(place for place, (_, _, needed) in enumerate(compiled) if not needed)
    return _Index(compiled, always, by_mark, frozenset(by_mark))


def match_words(words: tuple[Word, ...], line: str) -> Iterator[Found]:
    """Yield each word with its match in the plain form of a line, never inside titles or quotations."""
    plain = normal(line)
    for word, pattern in _index(words).possible(plain.text):
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
