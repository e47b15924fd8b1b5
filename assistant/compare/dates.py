"""When a report was published, as its page or its foot says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.compare.body import Dated
from assistant.items.numerals import parse_number

META = "网页信息"
PAGE = "页面文字"
SIGNED = "落款"

_DAY = r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})"
_META = re.compile(
    rf"<meta\b(?=[^>]{{0,200}}name\s*=\s*[\"']?(?:PubDate|publishdate)\b)[^>]{{0,200}}?content\s*=\s*[\"']?\s*{_DAY}",
    re.I,
)
_LABELLED = re.compile(rf"(?:发布|公开|公布|上网|发文)(?:日[期間间]|时间)[:：\s]*{_DAY}")
_MADE = re.compile(rf"(?:成文|生成|落款)日[期間间][:：\s]*{_DAY}")
_ALONE = re.compile(rf"[（(]?{_DAY}日?(?:\d{{1,2}}:\d\d(?::\d\d)?)?[)）]?")
_SIGNED = re.compile(r"[^，。；：]{0,30}?(20\d\d)年(\d{1,2})月(\d{1,2})日[)）]?")
_CHINESE = re.compile(
    r"[^，。；：]{0,30}?(二[〇○零Oo0]二[〇○零一二三四五六七八九])年([元一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_TAGS = re.compile(r"<[^>]{0,2000}>|&nbsp;|\s+")
_HEAD = 6
_FOOT = 4
_LONGEST = 400_000
_YEARS_AFTER = 3


def find_date(year: int | None, lines: Sequence[str], around: Iterable[str], page: str = "") -> Dated | None:
    """Return the date a report about `year` was published, else signed; None where neither is told.

    `lines` are the report's own, `around` those that its site puts around them, `page` the source of a web page. A date
    that is not in the three years after the year reported on is some other date.
    """
    if year is None:
        return None
    around = ["".join(text.split()) for text in around]
    foot = ["".join(text.split()) for text in (*lines[:_HEAD], *lines[-_FOOT:])]
    for source, days in (
        (META, _days(_META, page[:_LONGEST])),
        (PAGE, _labelled(page[:_LONGEST], [*around, *foot])),
        (SIGNED, _signed([*around, *foot])),
    ):
        if found := [day for day in days if date(year + 1, 1, 1) <= day <= date(year + _YEARS_AFTER, 12, 31)]:
            return Dated(found[0], source)
    return None


def _labelled(page: str, texts: Iterable[str]) -> Iterator[date]:
    yield from (day for text in texts for day in _days(_LABELLED, text))
    yield from _days(_LABELLED, _TAGS.sub(" ", page))


def _signed(texts: Sequence[str]) -> Iterator[date]:
    for text in texts:
        yield from _days(_MADE, text)
        if match := _ALONE.fullmatch(text) or _SIGNED.fullmatch(text):
            yield from _day(*match.groups())
        elif match := _CHINESE.fullmatch(text):
            yield from _chinese(*match.groups())


def _days(pattern: re.Pattern[str], text: str) -> Iterator[date]:
    for match in pattern.finditer(text):
        yield from _day(*match.groups())


def _chinese(year: str, month: str, day: str) -> Iterator[date]:
    digits = "".join(str("〇一二三四五六七八九".find(each.translate(_ZERO))) for each in year)
    numbers = parse_number(month.replace("元", "一")), parse_number(day)
    if all(number is not None for number in numbers):
        yield from _day(digits, str(numbers[0]), str(numbers[1]))


_ZERO = str.maketrans("○零Oo0", "〇〇〇〇〇")


def _day(year: str, month: str, day: str) -> Iterator[date]:
    """Yield the date, nothing where there is no such day."""
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
