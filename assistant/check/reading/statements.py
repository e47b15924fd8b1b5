"""Clauses without a number that say something about the tables: 均已办结, 均维持, 未收到."""

import re
from collections.abc import Iterator

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.context import Context, is_last_year, is_other_scope, is_part, read_context
from assistant.check.reading.normal import Normal, normal
from assistant.check.rule import Rule
from assistant.report import Document, Line

_SENTENCE = re.compile(r"[^。！？]+[。！？]?")
_CLAUSE = re.compile(r"[^，；：。！？]+")


class Statement(msgspec.Struct, frozen=True):
    """A clause with its sentence, both plain, and what it talks about."""

    line: Line
    plain: Normal
    sentence: str
    start: int
    end: int
    context: Context

    @property
    def text(self) -> str:
        """The plain words of the clause, the years next to the report's own as 上年度 and 下年度."""
        return self.context.canonical(self.plain.text[self.start : self.end])

    @property
    def quote(self) -> str:
        """The clause as it is printed."""
        return self.plain.quote(self.start, self.end)

    @property
    def others(self) -> bool:
        """Whether the clause is about others, another year or a part only."""
        text = self.text
        return (
            is_other_scope(self.context, text)
            or is_last_year(text)
            or is_part(re.sub("率|信息公开(?:工作)?方面", "", text))
        )

    def finding(self, rule: Rule, message: str, actual: int | float, suggestion: str, *, firm: bool = True) -> Finding:
        """Return the finding that the tables count `actual` where the clause says none."""
        return Finding(
            rule=rule.name,
            severity=rule.severity if firm else Severity.WARNING,
            message=message,
            section=self.line.section,
            quote=self.quote,
            expected=0,
            actual=actual,
            suggestion=suggestion,
            place=self.line.place,
        )


def read_statements(document: Document, cue: re.Pattern[str]) -> Iterator[Statement]:
    """Yield the clauses of the document's paragraphs in which `cue` is found."""
    government = document.agency.endswith("政府")
    for line in document.paragraphs():
        plain = normal(line.text)
        if not cue.search(plain.text):
            continue
        context = Context.at(line, document.year, government)
        for sentence in _SENTENCE.finditer(plain.text):
            context = context.new_sentence(sentence.group())
            for clause in _CLAUSE.finditer(plain.text, sentence.start(), sentence.end()):
                context = read_context(context, plain.text[clause.start() : clause.end() + 1], "")
                if cue.search(clause.group()):
                    yield Statement(line, plain, sentence.group(), clause.start(), clause.end(), context)
