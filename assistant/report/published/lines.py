"""Physical lines become paragraphs: a line that a page or a converter broke inside a sentence is joined again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce

import msgspec

from assistant.report.published.characters import mend
from assistant.report.published.furniture import is_page_data
from assistant.report.published.grid import Block
from assistant.report.published.headings import is_section_heading, numbering
from assistant.report.published.record import Spot
from assistant.report.published.tabulate import split_row
from assistant.report.published.title import read_title
from assistant.report.published.values import is_number

_ENDED = re.compile(r"[。！？!?；;：:】]['\"”’）)]*$")
_BULLET = re.compile(r"^(?:[-*•·●■◆○▪►]\s+|#+\s|>\s|[一二三四五六七八九十]是)")
_INDENT = re.compile(r"^(?:　{1,4}| {2,8}|\t)(?=\S)")
_HAN_EDGE = re.compile(r"[\u3000-\u9fff\uff00-\uffef“”‘’]")
_LONGEST = 10_000
"""Characters after which a paragraph is not made any longer."""
_LONG = 15
"""Characters below which a line that ends without a mark is a line of its own, not a broken one."""


class Line(msgspec.Struct, frozen=True):
    """A physical line and the number it has in its file; `gap` says that blank lines stand before it."""

    text: str
    spot: Spot
    gap: bool = False


def join_lines(lines: Sequence[Line]) -> list[Block]:
    """Return the paragraphs; each stands where its first line stands, and keeps its characters."""
    indented = _is_indented(lines)
    made: list[list[Line]] = []
    size, open_line = 0, False
    for line in lines:
        if open_line and size < _LONGEST and _continues(made[-1][-1], line, indented):
            made[-1].append(line)
            size += len(line.text)
        else:
            made.append([line])
            size = len(line.text)
        open_line = not _is_whole(line.text)
    return [Block(reduce(glue, (line.text.strip(" \u3000\r\n") for line in group)), group[0].spot) for group in made]


def glue(first: str, second: str) -> str:
    """Return two pieces of a line as one, with a space only between words of letters or digits.

    >>> glue("2023 年政府信", "息公开"), glue("see", "page 3")
    ('2023 年政府信息公开', 'see page 3')
    """
    first, second = first.rstrip(), second.lstrip()
    if not first or not second:
        return first + second
    plain = not _HAN_EDGE.match(first[-1]) and not _HAN_EDGE.match(second[0])
    return f"{first} {second}" if plain and first[-1].isalnum() and second[0].isalnum() else first + second


def _continues(before: Line, line: Line, indented: bool) -> bool:
    """Say whether a line goes on with the sentence or paragraph of the line before it."""
    if _is_start(line.text) or _is_whole(line.text):
        return False
    if indented and not line.gap:
        return not _INDENT.match(line.text)
    text = mend(before.text).strip()
    return len(text) >= _LONG and not _ENDED.search(text) and not _INDENT.match(line.text)


def _is_start(text: str) -> bool:
    return numbering(text).style != "none" or bool(_BULLET.match(text.strip()))


def _is_whole(text: str) -> bool:
    """Say whether a line is complete by itself: a heading, a title, a row of a table, a line of Markdown."""
    words = text.strip()
    if (
        words.startswith(("#", "|", "!["))
        or is_section_heading(words)
        or read_title(words)
        or is_page_data(mend(words))
    ):
        return True
    return split_row(text) is not None or is_number(words)


def _is_indented(lines: Iterable[Line]) -> bool:
    """Say whether the file marks its paragraphs by indents, so that every other line continues one."""
    texts = [line.text for line in lines if not _is_whole(line.text)]
    return len(texts) > 5 and 0.1 < sum(bool(_INDENT.match(text)) for text in texts) / len(texts) < 0.7


def numbered(text: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, numbered from 1."""
    gap = False
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line.strip():
            yield Line(line, Spot(line=number), gap)
            gap = False
        else:
            gap = True
