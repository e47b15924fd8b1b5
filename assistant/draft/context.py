"""What stands around a note: the lead it follows, the numbering it continues, the table it is a row of."""

import re
from collections.abc import Iterable, Sequence

import msgspec

from assistant.draft.noted import Noted
from assistant.ingest import Text
from assistant.taxonomy import Part

_LEAD = re.compile(
    r"^(?:(?P<problem>问题|不足|短板|差距)|(?P<measure>打算|下一步|措施|改进|明年(?:打算|计划)))[一二三四五六七八九十\d]{0,2}[:：是，]"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_ROW = re.compile(
    r"^(?P<who>[^，。；\d]{1,10})，(?P<what>[^，。；\d：]{1,8})(?P<count>\d[\d.万亿]*[余多]?[一-鿿]{1,2})(?:，.*)?$"
)


def place_by_context(notes: Sequence[Noted], texts: Iterable[Text]) -> tuple[Noted, ...]:
    """Put notes where the words around them say.

    问题一：… is a problem and 打算：①… an improvement whatever the classifier saw, and so is the ② that follows on a line
    of its own. Rows of one pasted table that count the same thing become one note.
    """
    lines = {(text.file, line.number): line.text for text in texts for line in text.lines}
    return tuple(_joined_rows(_led(notes, lines)))


def _led(notes: Sequence[Noted], lines: dict[tuple[str, int], str]) -> list[Noted]:
    placed: list[Noted] = []
    topic, ordinal = "", -1
    for each in notes:
        place = each.item.source
        own = _ordinal(lines.get((place.file, place.line or 0), ""))
        if lead := _LEAD.match(each.item.text):
            topic, ordinal = ("问题" if lead["problem"] else "改进"), own
        elif not (topic and own > 0 and own in (ordinal, ordinal + 1)):
            topic = ""
        else:
            ordinal = own
        placed.append(each._replace(part=Part.PROBLEMS, topic=topic, sure=True) if topic else each)
    return placed


def _ordinal(line: str) -> int:
    """Return which ①②③ a line starts with after its lead, or -1."""
    found = next((mark for mark in line[:12] if mark in _CIRCLED), "")
    return _CIRCLED.index(found) if found else -1


def _joined_rows(notes: Sequence[Noted]) -> list[Noted]:
    joined: list[Noted] = []
    group: list[tuple[Noted, re.Match[str]]] = []
    for each in notes:
        row = _ROW.match(each.item.text)
        if group and not (row and row["what"] == group[-1][1]["what"] and _next(group[-1][0], each)):
            joined += _one(group)
            group = []
        if row:
            group.append((each, row))
        else:
            joined.append(each)
    return joined + _one(group)


def _next(before: Noted, after: Noted) -> bool:
    one, other = before.item.source, after.item.source
    return one.file == other.file and 0 < (other.line or 0) - (one.line or 0) <= 1


def _one(group: Sequence[tuple[Noted, re.Match[str]]]) -> list[Noted]:
    """Return rows told together: 发稿：市级350余篇、省级150篇、中央50篇."""
    if len(group) < 2:
        return [each for each, _ in group]
    first = group[0][0]
    clause = f"{group[0][1]['what']}{'、'.join(row['who'] + row['count'] for _, row in group)}"
    text = "；".join(each.item.text for each, _ in group)
    quantities = tuple(quantity for each, _ in group for quantity in each.item.facts.quantities)
    facts = msgspec.structs.replace(first.item.facts, quantities=quantities)
    item = msgspec.structs.replace(first.item, text=text, facts=facts)
    return [first._replace(item=item, clause=clause, also=tuple(each.item.id for each, _ in group[1:]))]
