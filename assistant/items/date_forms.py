"""The ways to write a date, and what each of them means."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.items.lexicon import any_of, lexicon
from assistant.items.numerals import parse_number
from assistant.items.ranges import iso_date

Reference = date | int
"""What relative words are relative to: a day, or only the year of the report."""

SIGNS = frozenset("年月季半天昨今后周期拜./-129二0〇零")
"""The characters by which is told which ways to write a date a text may hold."""

_Iso = Callable[[re.Match[str], Reference], str | None]


class Form(NamedTuple):
    """A way to write a date: signs of each group of which one must be there, the pattern, and what a match means."""

    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]
    iso: _Iso


_MONTH = r"(?P<m>1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]|元)"
_DAY = (
    r"(?P<d>3[01]|[12][0-9]|0?[1-9]|三十一?|[二廿卅]十?[一二三四五六七八九]|十[一二三四五六七八九]"
    r"|[一二三四五六七八九十]|[二廿卅]十|[廿卅])"
)
_BARE_MONTH, _BARE_DAY = r"(?P<m>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12][0-9]|0?[1-9])"
_YEAR = r"(?P<y>(?:19|20)[0-9]{2}|二[〇零][〇零一二三四五六七八九]{2})"
_WORD_YEAR = r"(?P<w>大前年|前年|去年|上一?年|今年|本年|明年|来年)"
_Y, _W, _M = "12二", "大前去上今本明来", "0-9一二三四五六七八九十元"
"""What the first character of a year, of a word for a year and of a month may be."""
_CENTURY = "12二 90〇零"
"""What the first two characters of a year may be."""
_YEARS = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}
_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨晚": -1,
    "昨日": -1,
    "昨": -1,
    "今天": 0,
    "今日": 0,
    "今早": 0,
    "今晚": 0,
    "明天": 1,
    "后天": 2,
}
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_TENTHS = r"份?(?:的?[上中下]旬|初|底|末)?"
_CHINESE_DAY = r"(?P<d>廿[一二三四五六七八九]?|卅一?|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九])"
_FREE = r"(?<![0-9A-Za-z.\-:#第])(?<![0-9A-Za-z]/)"
_NO_MORE = r"(?![0-9A-Za-z\-/:])(?!\.[0-9])"
_CLEAR = r"(?<![0-9.第个])"
_END = r"(?:日|号(?!楼|线|院|文|窗))"
_SCALES = (*"万亿千百%‰折成版级平点kKwW余多", "个百分点", "个点")
_DECIMAL_CUE = re.compile(
    r"(?:得分|均分|评分|打了?|[得降升增超占比约近逾达共仅才少多扣涨跌]|不到|高[于出达]?|低于|提高|下降|降低|增长|上升|提升|比例|系数|人均|平均"
    r"|权重|版本|指数|满分|累计|合计|提高到|降到|升到|版|[Vv]|[Vv]er\.?|单价|每[一-鿿]{1,2})\s*$"
)
_COMPARED = re.compile(r"(?:比|较|同比|相比|和|跟|与|同)\s*$")
_COMPARING = re.compile(r"(?:同期|相比|结转|转来|转过来|度?(?:增|减|下降|上升|多|少)|比)")


def year_of(reference: Reference) -> int:
    """Return the year a date without one stands in."""
    return reference if isinstance(reference, int) else reference.year


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
    written = parts.get("y")
    year = _value(written) or year_of(reference) + _YEARS.get(parts.get("w") or "", 0)
    if written and len(written) == 2:
        year += 2000
    return iso_date(year, _value(parts.get("m")), _value(parts.get("d")))


def _word_year(match: re.Match[str], reference: Reference) -> str | None:
    """Read 去年, 今年 …, but not where something is only compared with it (比去年降4%, 去年同期)."""
    if _COMPARED.search(match.string[max(0, match.start() - 3) : match.start()]):
        return None
    return None if _COMPARING.match(match.string, match.end()) else _written(match, reference)


def _dotted(match: re.Match[str], reference: Reference) -> str | None:
    """Read 8.21, unless the words before it announce a measured value."""
    return (
        None
        if _DECIMAL_CUE.search(match.string[max(0, match.start() - 5) : match.start()])
        else _written(match, reference)
    )


def _relative_day(match: re.Match[str], reference: Reference) -> str | None:
    if isinstance(reference, int):
        return None
    return (reference + timedelta(days=_DAYS[match["r"]])).isoformat()


def _weekday(match: re.Match[str], reference: Reference) -> str | None:
    if isinstance(reference, int):
        return None
    monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=_WEEKS[match["k"]])
    return (
        monday + timedelta(days="一二三四五六日天".index(match["wd"]) % 7 if match["wd"] != "天" else 6)
    ).isoformat()


def _relative_month(match: re.Match[str], reference: Reference) -> str | None:
    """Read 上月25号, 本月, 月底: the month of the reference day, or a neighbour of it."""
    if isinstance(reference, int):
        return None
    months = reference.year * 12 + reference.month - 1 + {"上": -1, "下": 1}.get((match["k"] or "")[:1], 0)
    return iso_date(months // 12, months % 12 + 1, _value(match.groupdict().get("d")))


def _guards() -> tuple[str, str]:
    """Return what may not follow a date with a dot or a hyphen: a measure (3.5万元), a counted thing (3-5人)."""
    words = lexicon()
    measure = any_of([*words.measure_units, *_SCALES])
    measured = rf"(?!\s*{measure}(?!{any_of(word for word in words.not_units if word != '级')}))"
    counted = rf"(?!{any_of([*words.count_units, *words.measure_units])}(?!{any_of(words.not_units)}))"
    return measured, counted


@cache
def date_forms() -> tuple[Form, ...]:
    """Return the ways to write a date, the fullest first: what an earlier form has read no later one reads again."""
    measured, counted = _guards()
    return (*_full(), *_of_the_year(counted), *_relative(), *_vague(), *_numbers(measured, counted), *_alone())


@lru_cache(maxsize=1024)
def forms_for(signs: frozenset[str]) -> tuple[Form, ...]:
    """Return the ways to write a date that a text with these of the SIGNS may hold."""
    return tuple(form for form in date_forms() if not any(map(signs.isdisjoint, form.needs)))


def _form(needs: str, opens: str, pattern: str, iso: _Iso) -> Form:
    """Make a form; `needs` are groups of signs with spaces between them, `opens` is what its first character may be."""
    return Form(tuple(map(frozenset, needs.split())), re.compile(f"(?=[{opens}]){pattern}"), iso)


def _full() -> tuple[Form, ...]:
    """Return the forms that name the year: 2023年8月21日, 2023-08-21, 20230821, 去年12月, 23年8月."""
    free = r"(?<![0-9A-Za-z./])(?<![A-Za-z]-)"
    day = rf"{_BARE_MONTH}(?P=s)\s?{_BARE_DAY}{_END}?(?![0-9])(?!\.[0-9])"
    compact = r"(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])"
    return (
        _form(f"年 {_CENTURY}", _Y, rf"(?<![0-9]){_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*{_END}", _written),
        _form(f"./- {_CENTURY}", _Y, rf"{free}{_YEAR}(?P<s>[.\-/])\s?{day}", _written),
        _form(_CENTURY, _Y, rf"(?<![0-9A-Za-z\-]){_YEAR}{compact}(?![0-9A-Za-z\-])", _written),
        _form(f"年 {_CENTURY}", _Y, rf"(?<![0-9]){_YEAR}\s*年\s*{_MONTH}\s*月{_TENTHS}", _written),
        _form(
            f"年.-/ {_CENTURY}",
            _Y,
            rf"(?<![0-9A-Za-z.\-/]){_YEAR}年?[.\-/]{_BARE_MONTH}{_NO_MORE}(?![万亿元%年份])(?:月份?)?",
            _written,
        ),
        _form(
            "年 月", "12", rf"(?<![0-9])(?P<y>[12][0-9])年\s*{_MONTH}\s*月(?:\s*{_DAY}\s*{_END}|{_TENTHS})", _written
        ),
        _form("年 月", _W, rf"{_WORD_YEAR}的?\s*{_MONTH}\s*月\s*{_DAY}\s*{_END}", _written),
        _form("年 月", _W, rf"{_WORD_YEAR}的?\s*{_MONTH}\s*月(?!\s*[0-9]){_TENTHS}", _written),
        _form("年 ./-", _W, rf"{_WORD_YEAR}\s*{_BARE_MONTH}[./\-]{_BARE_DAY}{_NO_MORE}", _written),
    )


def _of_the_year(counted: str) -> tuple[Form, ...]:
    """Return the forms of a month and a day: 8月21日, 8月21, 三月廿二."""
    more = r"(?![一二三四五六七八九十百千万余多几日号])"
    return (
        _form("月", _M, rf"{_CLEAR}{_MONTH}\s*月\s*{_DAY}\s*{_END}", _written),
        _form("月", _M, rf"{_CLEAR}{_MONTH}\s*月{_BARE_DAY}(?![0-9.日号月%、余多几]){counted}", _written),
        _form("月", _M, rf"{_CLEAR}{_MONTH}\s*月{_CHINESE_DAY}{more}{counted}", _written),
    )


def _relative() -> tuple[Form, ...]:
    """Return the forms that need a reference day: 昨天, 上周三, 上月25号, 月底."""
    part = rf"(?:(?P<d>[0-9]{{1,2}}){_END}|份?(?:[上中下]旬|初|底|末)?)"
    return (
        _form(
            "天昨今后",
            "大前昨今明后",
            r"(?P<r>大前天|前天|昨天|昨晚|昨日|今天|今日|今早|今晚|明天|后天)",
            _relative_day,
        ),
        _form("周期拜", "上本这下", r"(?P<k>上上|上|本|这|下)个?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])", _weekday),
        _form("月", "上本这下", rf"(?P<k>上个?|本|这个|下个?)月(?!度|报){part}", _relative_month),
        _form(
            "月",
            "月",
            r"(?<![0-9一二三四五六七八九十个半当每整该次隔])(?P<k>)月(?:初|底|末|中旬|底前)(?!考|报)",
            _relative_month,
        ),
    )


def _vague() -> tuple[Form, ...]:
    """Return the forms of a part of a year: 三季度, 上半年, 2023年底, 年初."""
    year = rf"(?:(?<![0-9]){_YEAR}年度?|{_WORD_YEAR}的?)"
    return (
        _form("季半", f"第一二三四1-4上下{_Y}{_W}", rf"(?:{year}\s*)?(?:第?[一二三四1-4]个?季度|[上下]半年)", _written),
        _form(
            "年", f"{_Y}{_W}", rf"(?:(?<![0-9]){_YEAR}年|{_WORD_YEAR}的?)\s*(?:年?[初底末](?!级|稿|期|考))", _written
        ),
        _form(
            "年", "年", r"(?:(?<![0-9一-鿿])年[初底末](?!级)|(?<=[，。；、：（\s到拟在前了])年[初底末](?!级))", _written
        ),
    )


def _numbers(measured: str, counted: str) -> tuple[Form, ...]:
    """Return the forms of bare numbers: 8.21, 8/21, 8-21, 0821."""
    slash, hyphen = r"(?<![0-9A-Za-z.\-:/占约近超过达第例比率])", r"(?<![0-9A-Za-z.\-:/约近每第共达])"
    share = r"(?!\s*(?:的|强|以上|左右|以下))"
    compact = r"(?P<m>0[1-9])(?P<d>[0-2][0-9]|3[01])(?![0-9A-Za-z\-/:.号])"
    return (
        _form(".", "0-9", rf"{_FREE}{_BARE_MONTH}\.{_BARE_DAY}{_END}?(?![0-9A-Za-z%])(?!\.[0-9]){measured}", _dotted),
        _form("/", "0-9", rf"{slash}{_BARE_MONTH}/{_BARE_DAY}(?![0-9A-Za-z/月%]){measured}{share}", _written),
        _form(
            "-",
            "0-9",
            rf"{hyphen}{_BARE_MONTH}-{_BARE_DAY}(?:{_END}|(?![0-9A-Za-z\-月日号.])){measured}{counted}",
            _written,
        ),
        _form("0", "0", rf"(?<![0-9A-Za-z.\-/:第〔〕]){compact}{counted}", _written),
    )


def _alone() -> tuple[Form, ...]:
    """Return the forms of a month or a year alone: 3月份, 2023年, 去年."""
    other = r"(?![饼亮球度报色光一])(?!\s*有余|\s?[0-9]{1,2}\s?[日号])"
    return (
        _form("月", _M, rf"{_CLEAR}{_MONTH}\s*月{other}{_TENTHS}", _written),
        _form(f"年 {_CENTURY}", _Y, rf"(?<![0-9]){_YEAR}年(?!级|版|期)", _written),
        _form("年", _W, rf"{_WORD_YEAR}(?!级|结转|度?同期)", _word_year),
    )
