"""Lines of a paste: their markers, headings, and which of them belong together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.items.noise import paste_words
from assistant.items.statements import is_statement

_BULLETS = r"\-*•·●○◆◇■□▪▫▶►➤→√✓✔☑☐☒★☆※–—‧∙◦＊・>＞"
_BULLET = re.compile(rf"(?:[{_BULLETS}]+\s*(?:\[[ xX√✓]?\]\s*)?|\[[ xX√✓]?\]\s*|\+\s+)")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HAN = "一二三四五六七八九十"
_NUMBERS = (
    ("一", re.compile(rf"(?P<n>[{_HAN}]{{1,3}})(?:、(?![{_HAN}])|[.．]\s?)")),
    ("一", re.compile(rf"第(?P<n>[{_HAN}]{{1,3}})[，,、：:]\s?")),
    ("一", re.compile(rf"第(?P<n>[{_HAN}]{{1,3}})[章节部分]{{1,2}}[\s、：:]")),
    ("（一）", re.compile(rf"[（(](?P<n>[{_HAN}]{{1,3}})[)）]\s*")),
    (
        "1",
        re.compile(
            r"(?P<n>\d{1,3})(?:[.．](?!\d{1,2}(?!\d))|、(?!\d+(?:[日号、]|月(?:份|各|底|初|[、和]\d)))|[)）]|[:：](?!\d))\s*"
        ),
    ),
    ("（1）", re.compile(r"[（(](?P<n>\d{1,3})[)）]\s*")),
    ("①", re.compile(rf"(?P<n>[{_CIRCLED}])\s*")),
    ("a", re.compile(r"(?P<n>[a-zA-Z])[.)、）]\s*(?=[一-鿿])")),
)
_MARK = re.compile(rf"[#{_HAN}第（(\d{_CIRCLED}a-zA-Z{_BULLETS}\[+]")
"""What a marker begins with."""
_RANK = {"#": 0, "一": 1, "（一）": 2, "1": 3, "（1）": 4, "①": 5, "a": 5, "-": 6, "": 7}
_HASH = re.compile(r"#{1,6}\s*")
_DECORATED = re.compile(
    r"[\-—–=*~─━═]{2,}\s*(?P<words>[^\-—–=*~─━═]+?)\s*[\-—–=*~─━═]{2,}|【(?P<boxed>[^【】]{1,16})】"
)
_PERIOD = re.compile(
    r"[【\[（(]?(?:20\d\d年?)?\s*(?:(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|第?[一二三四1-4]季度|[上下]半年|20\d\d年)[】\]）)]?[：:]?"
)
_CLOSED = tuple("。！？!?；;…")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]")
_COUNTED = re.compile(r"\d\s?[^\d\s.\-/年月日季度、~～:：]")
_NARROW = re.compile(r"[\x00-\u2e7f]")
_OPEN_END = re.compile(r"(?:[，,、（(《“]|[和及与或并将]|以及)$")
_ORPHAN = re.compile(r"[，。、；：！？）》”】]")
_WRAP_LEAST = 56
_NARROW_LEAST = 36
_NARROW_LINES = 4
_POINTING = re.compile(r"(?:以下|如下|下列)[^，。；]*[：:]$")
_RAGGED = 4
_HEADING_MOST = 24


class Entry(NamedTuple):
    """A line that may hold an item: its words without the marker, and what the marker says."""

    number: int
    text: str
    kind: str = ""
    order: int | None = None
    indent: int = 0
    width: int = 0


def read_entry(number: int, line: str) -> Entry:
    """Take the marker off a line: a bullet, a number, a heading's #."""
    bare = line.strip()
    indent = len(line) - len(line.lstrip())
    if not _MARK.match(bare):
        return Entry(number, bare, "", None, indent, _columns(bare))
    if match := _HASH.match(bare):
        return Entry(number, bare[match.end() :], "#", None, indent, _columns(bare))
    for kind, pattern in _NUMBERS:
        if (match := pattern.match(bare)) and match.end() < len(bare):
            return Entry(number, bare[match.end() :], kind, _order(match["n"]), indent, _columns(bare))
    if (match := _BULLET.match(bare)) and match.end() < len(bare):
        inner = read_entry(number, bare[match.end() :])
        return inner._replace(kind=inner.kind or "-", indent=indent, width=_columns(bare))
    return Entry(number, bare, "", None, indent, _columns(bare))


def _order(mark: str) -> int:
    if mark.isdigit() and mark.isascii():
        return int(mark)
    if mark in _CIRCLED:
        return _CIRCLED.index(mark) + 1
    return _HAN.find(mark[-1]) + 1 + (10 if mark[0] == "十" and len(mark) > 1 else 0)


def decorated_heading(line: str) -> bool:
    """Tell whether a line is a heading by itself: ————— 7月 —————, 【3月】, or only a month (3月份)."""
    if _PERIOD.fullmatch(line.strip()):
        return True
    match = _DECORATED.fullmatch(line.strip())
    return bool(match and not says_facts(match["words"] or match["boxed"] or ""))


def says_facts(words: str) -> bool:
    """Tell whether the words of a heading say something: a verb with a number or a title, beside a bare date."""
    return "《" in words or bool(_COUNTED.search(words) and is_statement(words))


def is_heading(entry: Entry, following: Entry | None, position: int) -> bool:
    """Tell whether an entry is the heading of what follows: short, without facts, and the next line stands below it."""
    words = _ASIDE.sub("", entry.text).strip()
    if len(words) > _HEADING_MOST or says_facts(words) or words.endswith(_CLOSED):
        return False
    if following and (_POINTING.search(words) or _above_deeper(words, entry, following)):
        return True
    if entry.kind == "#" or (position < 3 and words.endswith(_records(words))):
        return True
    if (
        entry.kind in ("一", "（一）")
        and following
        and not following.kind
        and len(words) <= 10
        and not is_statement(words)
    ):
        return True
    if following is None or not _stands_below(following, entry):
        return False
    bare = words.rstrip("：:")
    return not is_statement(bare) or (len(bare) <= 8 and (bare != words or following.kind != "-"))


def _above_deeper(words: str, entry: Entry, following: Entry) -> bool:
    """Tell whether a line is a mere name (解读：, 门户网站) above marked lines that stand further in."""
    short = len(words.rstrip("：:")) <= 8 and not re.search(r"[\d，。；]", words)
    return short and following.indent > entry.indent and (words.endswith(("：", ":")) or following.kind == "-")


def _stands_below(following: Entry, entry: Entry) -> bool:
    """Tell whether a line is of a lower level than the one before: a list begins, or its marks are deeper ones."""
    if entry.kind:
        return _RANK[entry.kind] < _RANK[following.kind] <= _RANK["-"]
    return following.order == 1 or following.kind == "-"


def _records(words: str) -> tuple[str, ...]:
    """Return the endings that make a first line a heading; a date may stand behind them (工作记录 2023年上半年)."""
    tail = re.sub(r"[\s\d年月日上下半季度.\-—至到]+$", "", words)
    return paste_words().records if tail == words else (words if tail.endswith(paste_words().records) else "\x00",)


def continues(before: Entry, entry: Entry, wrap: int) -> bool:
    """Tell whether an entry goes on with the line before: it is no marked line, and the one before was not finished.

    Unfinished is a line that ends with a comma or a conjunction, one that is followed by a closing mark, a marked
    one followed by an indented line, and one as long as the paste is wide.
    """
    if entry.kind or entry.number != before.number + 1 or not before.text:
        return False
    if _ORPHAN.match(entry.text) or _OPEN_END.search(before.text.rstrip()):
        return True
    if before.text.count("《") > before.text.count("》") or before.text.count("（") > before.text.count("）"):
        return "》" in entry.text or "）" in entry.text
    if before.text.rstrip().endswith((*_CLOSED, "：", ":")):
        return False
    return bool((before.kind and entry.indent > before.indent) or (wrap and before.width >= wrap - _RAGGED))


def wrap_width(entries: Sequence[Entry]) -> int:
    """Return the width in columns at which a paste was broken into lines, or 0 if it was not.

    It was where at least two lines reach the greatest width and half of the longer lines do. Where lines are narrow
    (a column of a page), at least four reach it, nearly none of them finished, and those that do not reach it end a
    sentence.
    """
    widest = max((entry.width for entry in entries), default=0)
    full = sum(entry.width >= widest - _RAGGED for entry in entries)
    longer = sum(entry.width > widest * 0.6 for entry in entries)
    if widest >= _WRAP_LEAST:
        return widest if full >= 2 and full * 2 >= longer else 0
    return widest if widest >= _NARROW_LEAST and _is_column(entries, widest) else 0


def _is_column(entries: Sequence[Entry], widest: int) -> bool:
    full = [entry for entry in entries if entry.width >= widest - _RAGGED]
    ended = sum(entry.text.rstrip().endswith(_CLOSED) for entry in full)
    short = [entry for entry in entries if entry.width < widest - _RAGGED]
    unended = sum(not entry.text.rstrip().endswith(_CLOSED) for entry in short)
    return (
        len(full) >= _NARROW_LINES and len(full) > len(short) and ended * 4 <= len(full) and unended * 3 <= len(short)
    )


def _columns(text: str) -> int:
    """Return how wide a text is printed: Chinese characters take two columns."""
    return 2 * len(text) - len(_NARROW.findall(text))
