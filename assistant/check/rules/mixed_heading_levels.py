"""Sections whose first level of numbering differs, or numbers written in two ways."""

from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.numbering import style
from assistant.check.reading.sections import headings, printed_number, topic, tops
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.report import Document, Line

_RECOGNISED = 4
"""Sections whose heading must be recognised before another heading of their level is called strange."""
_HEADS = ("（一）", "1.", "1、", "（1）")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the numbering right below each section's heading, then 1. with 1、 everywhere."""
    document = evidence.document
    first = _first_styles(document)
    leading = "（一）" if any(name == "（一）" for name, _ in first.values()) else None
    for section, (name, line) in first.items():
        if leading and name != leading:
            places = "、".join(str(no) for no, (other, _) in first.items() if other == leading)
            yield at(
                RULE,
                line,
                f"标题层级不一致：第{section}部分直接用“{name}”，第{places}部分用“{leading}”",
                quote=line.text[:12],
                severity=None if section == 1 else Severity.INFO,
                suggestion="一、之下统一用（一），再下一级用1.；只有两级的部分可以直接用1.",
            )
    yield from _strangers(document)
    dotted, paused = _lines(document, "1."), _lines(document, "1、")
    if dotted and paused:
        line = min(dotted, paused, key=len)[0]
        yield at(
            RULE,
            line,
            f"序号写法不一致：{len(dotted)}处用“1.”，{len(paused)}处用“1、”",
            quote=line.text[:12],
            suggestion="阿拉伯数字序号统一写“1.”",
        )


def _strangers(document: Document) -> Iterator[Finding]:
    """Yield headings numbered like the six sections that are none of them and stand inside one."""
    known = headings(document)
    if sum(topic(line.text) is not None for line in known.values()) < _RECOGNISED:
        return
    for line in tops(document):
        if printed_number(line) and topic(line.text) is None and known.get(line.section) is not line:
            yield at(
                RULE,
                line,
                f"标题层级不一致：“{line.text[:20]}”用了六个部分一级的序号“一、”，却在第{line.section}部分之内",
                quote=line.text[:12],
                suggestion="部分之下的标题用（一），再下一级用1.",
            )


def _first_styles(document: Document) -> dict[int, tuple[str, Line]]:
    found: dict[int, tuple[str, Line]] = {}
    for line in document.lines:
        name = style(line.text)
        if line.section and name in _HEADS and not (line.heading and line.level == 1):
            found.setdefault(line.section, (name, line))
    return found


def _lines(document: Document, wanted: str) -> list[Line]:
    return [line for line in document.lines if style(line.text) == wanted]


RULE = Rule(
    name="mixed-heading-levels",
    severity=Severity.WARNING,
    why="标题层级混用，读者分不清哪些内容并列",
    source="GB/T 9704—2012 7.3.3：一、→（一）→1.→（1）",
    find=find,
)
