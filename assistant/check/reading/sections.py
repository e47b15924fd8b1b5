"""The six sections of the form as a document has them."""

import re
from collections.abc import Iterator

from assistant.check.reading.normal import normal
from assistant.report import Document, Line

NAMES = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
TOPICS = {
    1: re.compile(r"总体情况"),
    2: re.compile(r"主动公开(?:政府信息)?(?:的)?情况"),
    3: re.compile(r"收到和处理|依申请公开(?:政府信息)?(?:的)?情况|公开申请(?:的)?情况"),
    4: re.compile(r"行政复议|行政诉讼|复议[、和及与]?诉讼"),
    5: re.compile(r"主要问题|存在的?问题|改进(?:情况|措施|举措)"),
    6: re.compile(r"其他需要(?:报告|说明)|需要(?:报告|说明)的(?:其他)?事项"),
}
NUMERALS = "一二三四五六七八九十"
_NUMBER = re.compile(r"^([一二三四五六七八九十])、")


def headings(document: Document) -> dict[int, Line]:
    """Return the first level-1 heading of each section."""
    found: dict[int, Line] = {}
    for line in tops(document):
        found.setdefault(line.section, line)
    return found


def tops(document: Document) -> Iterator[Line]:
    """Yield the level-1 headings in the order they stand in."""
    return (line for line in document.lines if line.heading and line.level <= 1 and line.section)


def printed_number(line: Line) -> int | None:
    """Return the number a heading carries: 3 for 三、…; None without one."""
    match = _NUMBER.match(normal(line.text).shown)
    return NUMERALS.index(match.group(1)) + 1 if match else None


def topic(text: str) -> int | None:
    """Return the section whose subject a heading names, None where it names none or several."""
    shown = normal(text).shown
    named = [no for no, pattern in TOPICS.items() if pattern.search(shown)]
    return named[0] if len(named) == 1 else None


def has_content(document: Document, section: int) -> bool:
    """Say whether a section has paragraphs, or its table has cells."""
    tables = {2: document.table2, 3: document.table3, 4: document.table4}
    return bool(tables.get(section)) or any(line.text.strip() for line in document.paragraphs(section))
