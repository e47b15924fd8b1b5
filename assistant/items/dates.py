"""Dates as clerks write them: 8.21, 8月21, 2023-08-21, 去年12月, 上周三, 三季度, and from–to pairs of them."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from assistant.items.item import DateMention
from assistant.items.lexicon import any_of, fold, lexicon, mask
from assistant.items.numerals import parse_number

Reference = date | int
"""What relative words are relative to: a day, or only the year of the report."""

_Iso = Callable[[re.Match[str], Reference], str | None]


class _Form(NamedTuple):
    """A way to write a date, and what it means."""

    pattern: re.Pattern[str]
    iso: _Iso


_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]|元)"
_DAY = r"(?P<d>3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿卅]十?[一二三四五六七八九]|十[一二三四五六七八九]|[一二三四五六七八九十]|[二廿卅]十|[廿卅])"
_BARE_MONTH, _BARE_DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
_YEAR = r"(?P<y>(?:19|20)[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})"
_WORD_YEAR = r"(?P<w>大前年|前年|去年|上一?年|今年|本年|明年|来年)"
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}
_DAYS = {"大前天": -3, "前天": -2, "昨天": -1, "昨晚": -1, "昨日": -1, "昨": -1, "今天": 0, "今日": 0, "今早": 0, "今晚": 0, "明天": 1, "后天": 2}
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_TENTHS = r"(?:份)?(?:的)?(?:[上中下]旬|初|中旬|底|末)?"
_CHINESE_DAY = r"(?P<d>廿[一二三四五六七八九]?|卅一?|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九])"
_FREE = r"(?<![0-9A-Za-z.\-/:#第])"
_NO_MORE = r"(?![0-9A-Za-z\-/:])(?!\.[0-9])"
_SCALES = ("万", "亿", "千", "百", "%", "‰", "折", "成", "版", "级", "平", "点", "k", "K", "w", "W", "个百分点", "个点", "余", "多")
_DECIMAL_CUE = re.compile(
    r"(?:得分|均分|评分|打了?|[得降升增超占比约近逾达共仅才少多扣涨跌]|不到|高[于出达]?|低于|提高|下降|降低|增长|上升|提升|比例|系数|人均|平均"
    r"|权重|版本|指数|满分|累计|合计|提高到|降到|升到|版|[Vv]|[Vv]er\.?|单价|每[一-鿿]{1,2})\s*$"
)
_COMPARED = re.compile(r"(?:比|较|同比|相比|和|跟|与|同)\s*$")
_COMPARING = re.compile(r"(?:同期|相比|结转|转来|转过来|度?(?:增|减|下降|上升|多|少)|比)")


def find_dates(text: str, reference: Reference) -> list[DateMention]:
    """Return the dates of a text in order of appearance, each as exact as its words.

    A date without a year takes the year of `reference`; days named by their distance (昨天, 上周三) need a reference day and
    are left out without one. Both ends of a range are mentions of their own. Decimal numbers (3.5万, 4.34%), versions,
    ratios, times and telephone numbers are no dates.
    """
    free = fold(text)
    found: list[DateMention] = []
    for form in _forms():
        hits = [(match, iso) for match in form.pattern.finditer(free) if (iso := form.iso(match, reference))]
        found += [_mention(text, match, iso) for match, iso in hits]
        free = mask(free, ((match.start(), match.end()) for match, _ in hits)) if hits else free
    found.sort(key=lambda each: each.start)
    return sorted([*_continued(text, found), *found], key=lambda each: each.start) if found else found


def _mention(text: str, match: re.Match[str], iso: str) -> DateMention:
    start, end = match.span()
    return DateMention(iso, text[start:end], start, end)


def year_of(reference: Reference) -> int:
    """Return the year a date without one stands in."""
    return reference if isinstance(reference, int) else reference.year


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return an ISO date as exact as what is given, or None where there is no such day."""
    if not 1900 <= year <= 2199:
        return None
    if month is None:
        return str(year)
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _value(words: str | None) -> int | None:
    if not words:
        return None
    if words == "元":
        return 1
    value = parse_number(words)
    return value if isinstance(value, int) else None


def _written(match: re.Match[str], reference: Reference) -> str | None:
    """Read the year (written, as a word, or the reference's), month and day a pattern has caught."""
    parts = match.groupdict()
    year = _value(parts.get("y")) or year_of(reference) + _YEARS.get(parts.get("w") or "", 0)
    if parts.get("y") and len(parts["y"]) == 2:
        year += 2000
    return _iso(year, _value(parts.get("m")), _value(parts.get("d")))


def _word_year(match: re.Match[str], reference: Reference) -> str | None:
    """Read 去年, 今年 …, but not where something is only compared with it (比去年降4%, 去年同期)."""
    if _COMPARED.search(match.string[max(0, match.start() - 3) : match.start()]):
        return None
    return None if _COMPARING.match(match.string, match.end()) else _written(match, reference)


def _dotted(match: re.Match[str], reference: Reference) -> str | None:
    """Read 8.21, unless the words before it announce a measured value."""
    return None if _DECIMAL_CUE.search(match.string[max(0, match.start() - 5) : match.start()]) else _written(match, reference)


def _relative_day(match: re.Match[str], reference: Reference) -> str | None:
    if isinstance(reference, int):
        return None
    return (reference + timedelta(days=_DAYS[match["r"]])).isoformat()


def _weekday(match: re.Match[str], reference: Reference) -> str | None:
    if isinstance(reference, int):
        return None
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=_WEEKS[match["k"]])
    return (monday + timedelta(days="一二三四五六日天".index(match["wd"]) % 7 if match["wd"] != "天" else 6)).isoformat()


def _relative_month(match: re.Match[str], reference: Reference) -> str | None:
    """Read 上月25号, 本月, 月底: the month of the reference day, or a neighbour of it."""
    if isinstance(reference, int):
        return None
    months = reference.year * 12 + reference.month - 1 + {"上": -1, "下": 1}.get((match["k"] or "")[:1], 0)
    return _iso(months // 12, months % 12 + 1, _value(match.groupdict().get("d")))


@cache
def _forms() -> tuple[_Form, ...]:
    words = lexicon()
    measure = any_of([*words.measure_units, *_SCALES])
    numbers = rf"(?!\s*(?:{measure})(?!{any_of(word for word in words.not_units if word != '级')}))"
    counts = rf"(?!{any_of([*words.count_units, *words.measure_units])}(?!{any_of(words.not_units)}))"
    fraction = r"(?!\s*(?:的|强|以上|左右|以下))"
    end = r"(?:日|号(?!楼|线|院|文|窗))"
    forms: list[tuple[str, _Iso]] = [
        (rf"(?<![0-9]){_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*{end}", _written),
        (rf"(?<![0-9A-Za-z./])(?<![A-Za-z]-){_YEAR}(?P<s>[.\-/])\s?{_BARE_MONTH}(?P=s)\s?{_BARE_DAY}{end}?(?![0-9])(?!\.[0-9])", _written),
        (rf"(?<![0-9A-Za-z\-]){_YEAR}(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9A-Za-z\-])", _written),
        (rf"(?<![0-9]){_YEAR}\s*年\s*{_MONTH}\s*月{_TENTHS}", _written),
        (rf"(?<![0-9A-Za-z.\-/]){_YEAR}年?[.\-/]{_BARE_MONTH}{_NO_MORE}(?![万亿元%年份])(?:月份?)?", _written),
        (rf"(?<![0-9])(?P<y>[12][0-9])年\s*{_MONTH}\s*月(?:\s*{_DAY}\s*{end}|{_TENTHS})", _written),
        (rf"{_WORD_YEAR}的?\s*{_MONTH}\s*月\s*{_DAY}\s*{end}", _written),
        (rf"{_WORD_YEAR}的?\s*{_MONTH}\s*月(?!\s*[0-9]){_TENTHS}", _written),
        (rf"{_WORD_YEAR}\s*{_BARE_MONTH}[./\-]{_BARE_DAY}{_NO_MORE}", _written),
        (rf"(?<![0-9.第个]){_MONTH}\s*月\s*{_DAY}\s*{end}", _written),
        (rf"(?<![0-9.第个]){_MONTH}\s*月{_BARE_DAY}(?![0-9.日号月%、余多几]){counts}", _written),
        (rf"(?<![0-9.第个]){_MONTH}\s*月{_CHINESE_DAY}(?![一二三四五六七八九十百千万余多几日号]){counts}", _written),
        (r"(?P<r>大前天|前天|昨天|昨晚|昨日|今天|今日|今早|今晚|明天|后天)", _relative_day),
        (r"(?P<k>上上|上|本|这|下)个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])", _weekday),
        (rf"(?P<k>上个?|本|这个|下个?)月(?!度|报)(?:(?P<d>[0-9]{{1,2}}){end}|份?(?:[上中下]旬|初|底|末)?)", _relative_month),
        (r"(?<![0-9一二三四五六七八九十个半当每整当该次隔])(?P<k>)月(?:初|底|末|中旬|底前)(?!考|报)", _relative_month),
        (rf"(?:(?:(?<![0-9]){_YEAR}年度?|{_WORD_YEAR}的?)\s*)?(?:第?[一二三四1-4]个?季度|[上下]半年)", _written),
        (rf"(?:(?<![0-9]){_YEAR}年|{_WORD_YEAR}的?)\s*(?:年?[初底末](?!级|稿|期|考))", _written),
        (r"(?<![0-9一-鿿])年[初底末](?!级)|(?<=[，。；、：（\s到拟在前了])年[初底末](?!级)", _written),
        (rf"{_FREE}{_BARE_MONTH}\.{_BARE_DAY}{end}?(?![0-9A-Za-z%])(?!\.[0-9]){numbers}", _dotted),
        (rf"(?<![0-9A-Za-z.\-:/占约近超过达第例比率]){_BARE_MONTH}/{_BARE_DAY}(?![0-9A-Za-z/月%]){numbers}{fraction}", _written),
        (rf"(?<![0-9A-Za-z.\-:/约近每第共达]){_BARE_MONTH}-{_BARE_DAY}(?:{end}|(?![0-9A-Za-z\-月日号.])){numbers}{counts}", _written),
        (r"(?<![0-9A-Za-z.\-/:第〔〕])(?P<m>0[1-9])(?P<d>[0-2][0-9]|3[01])(?![0-9A-Za-z\-/:.号])" + counts, _written),
        (rf"(?<![0-9.第个]){_MONTH}\s*月(?![饼亮球度报色光一])(?!\s*有余|\s?[0-9]{{1,2}}\s?[日号]){_TENTHS}", _written),
        (rf"(?<![0-9]){_YEAR}年(?!级|版|期)", _written),
        (rf"{_WORD_YEAR}(?!级|结转|度?同期)", _word_year),
    ]
    return tuple(_Form(re.compile(pattern), iso) for pattern, iso in forms)


_LINK = re.compile(r"\s*(?:日|号)?\s*(?:—+|–|-+|~|～|至|到|、|和|及|与)\s*")
_BEFORE = re.compile(r"(?:(?<![0-9.])(?P<y>20[0-9]{2})年?|(?<![0-9.])(?P<m>1[0-2]|0?[1-9])月?)(?:—|–|-|~|～|至|到|、|和|及)$")
_DAY_AFTER = re.compile(
    r"(?:(?P<m>1[0-2]|0?[1-9])[./月])?(?P<d>3[01]|[12][0-9]|0?[1-9])(?:[日号](?!楼|线)|(?=[^0-9.月年%个条件份次人项万天]|$))"
)


def _continued(text: str, found: list[DateMention]) -> Iterator[DateMention]:
    """Yield what a neighbour completes: the 25日 of 8月21日至25日, the 3 of 3-5月, the 2023 of 2023—2025年."""
    starts = {each.start for each in found}
    for each in found:
        yield from _later(text, each, starts)
        yield from _earlier(text, each)


def _later(text: str, first: DateMention, starts: set[int]) -> Iterator[DateMention]:
    """Yield the days that follow a full date: 8月21日、22日, 8.21-25, 12.30-1.3."""
    last = first
    while len(last.iso) == 10 and (joint := _LINK.match(text, last.end)) and joint.end() not in starts:
        at = joint.end()
        day = _DAY_AFTER.match(fold(text[at : at + 8]))
        if not day or (joint.group().strip() in "、和及与" and day.group()[-1] not in "日号"):
            return
        year, month = int(last.iso[:4]), int(day["m"] or last.iso[5:7])
        iso = _iso(year + (month < int(last.iso[5:7])), month, int(day["d"]))
        if not iso or iso <= last.iso:
            return
        last = DateMention(iso, text[at : at + day.end()], at, at + day.end())
        yield last


def _earlier(text: str, last: DateMention) -> Iterator[DateMention]:
    """Yield the bare month or year before a range's end: 3至5月, 2023—2025年."""
    before = _BEFORE.search(text[max(0, last.start - 8) : last.start])
    shift = max(0, last.start - 8)
    if before and before["y"] and re.fullmatch(r"20\d\d年", last.text):
        yield DateMention(before["y"], before["y"], before.start("y") + shift, before.end("y") + shift)
    elif before and before["m"] and "月" not in before.group() and re.fullmatch(r"\d{1,2}月份?", last.text):
        iso = _iso(int(last.iso[:4]), int(before["m"]))
        if iso and iso < last.iso:
            yield DateMention(iso, before["m"], before.start("m") + shift, before.end("m") + shift)
