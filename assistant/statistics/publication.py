"""Publication exports become counts by column, channel, month and form, and the days from creation to publication."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from statistics import median

import msgspec

from assistant.ingest import Cell, Coded, Place, Problem, Sheet
from assistant.statistics.figure import Figure, Origin, Rows
from assistant.statistics.postings import (
    Postings,
    doubles,
    first_postings,
    read_postings,
    same_indexes,
    same_titles,
)
from assistant.statistics.rows import Counted, listed, word
from assistant.taxonomy import DEFAULT_CATEGORIES

LIMIT = 20
"""Working days a new piece of information may take to be published (条例第二十六条)."""

INTERPRETATION = "政策解读"
NO_COLUMN, NO_CHANNEL = "未注明栏目", "未注明渠道"

Between = Callable[[date, date], int | None]
"""Working days after the first day up to the second; None where the calendar does not reach."""

_NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳])")
_SUFFIX = re.compile(r"(?:栏目|专栏|专区|类|频道)$")
_PATH = re.compile(r"\s*(?:>|＞|»|›|/|\\|→|\|)+\s*")


class Published(msgspec.Struct, frozen=True):
    """What the exports yield, and under which category each of their columns was counted."""

    counted: Counted
    mapping: dict[str, str] = {}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    import yaml

    path = Path(__file__).parent / "publication_columns.yaml"
    words: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


@cache
def _forms_found() -> dict[str, re.Pattern[str]]:
    return {form: re.compile("|".join(map(re.escape, words))) for form, words in _words()["forms"].items()}


@cache
def _any_form() -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for pattern in _forms_found().values()))


def map_columns(
    names: Iterable[str], categories: Sequence[str] = DEFAULT_CATEGORIES, mapping: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the category of each column name; a name that nothing maps keeps itself.

    An office's `mapping` decides first, then a category's own name, then the synonyms of publication_columns.yaml.

    >>> map_columns(["通知公告", "首页>财政信息", "机构概况"])
    {'通知公告': '公示公告', '首页>财政信息': '财政预决算信息', '机构概况': '机构概况'}
    """
    known = {name: name for name in categories}
    for category, synonyms in _words()["columns"].items():
        if category in categories:
            known = dict.fromkeys(synonyms, category) | known
    known |= dict(mapping or {})
    return {name: _category(name, known) for name in names}


def _category(name: str, known: Mapping[str, str]) -> str:
    if name in known:
        return known[name]
    for part in reversed(_PATH.split(name)):
        bare = _NUMBERING.sub("", word(part))
        for tried in (part, bare, _SUFFIX.sub("", bare)):
            if tried in known:
                return known[tried]
    return name


def form_of(title: Cell) -> str:
    """Return the form of an interpretation: 图解, 视频, 专家解读, 问答, or 文字 where its title names none."""
    text = "" if title is None else str(title)
    if not _any_form().search(text):
        return "文字"
    return next((form for form, words in _forms_found().items() if words.search(text)), "文字")


def count_publication(
    sheets: Sequence[Sheet],
    year: int,
    *,
    postings: str = "each",
    categories: Sequence[str] = DEFAULT_CATEGORIES,
    mapping: Mapping[str, str] | None = None,
    between: Between | None = None,
) -> Published:
    """Count what was published in the year: publication.total and its parts, all in 条.

    `postings` says what the total counts: `each` posting, or each item `once` however many channels carried it (under
    the column of its first posting); publication.postings and publication.items give both. Channels always count
    postings. Without `between` the days to publication are not counted.
    """
    if not sheets:
        return Published(Counted())
    posted, left = read_postings(sheets, year)
    titles = same_titles(posted)
    firsts = first_postings(posted, (*titles, *same_indexes(posted)))
    items = posted.pick(firsts)
    counted = items if postings == "once" else posted
    columns = counted.columns.each(lambda cell: NO_COLUMN if cell is None else str(cell))
    columns_to = map_columns(dict.fromkeys(columns.present()), categories, mapping)
    figures = _figures(posted, counted, len(firsts), columns.each(lambda name: columns_to.get(name, name)))
    timed = _timeliness(counted, between) if between and any(counted.made.present()) else Counted()
    twice = doubles(posted, titles, "按一条计算" if postings == "once" else "已分别计数")
    problems = (*twice, *_mapping_shown(sheets, columns, columns_to, categories))
    return Published(left + Counted(tuple(figures), problems) + timed, columns_to)


def _figures(posted: Postings, counted: Postings, items: int, categories: Coded[str]) -> list[Figure]:
    by_category = _part("publication.by_category", counted.group(categories))
    every = posted.rows()
    parts = tuple(figure.key for figure in by_category)
    total = len(counted.numbers)
    figures = [
        Figure("publication.total", total, "条", Origin.COMPUTED, () if parts else every, parts),
        *by_category,
        Figure("publication.postings", len(posted.numbers), "条", Origin.COUNTED, every),
        Figure("publication.items", items, "条", Origin.COUNTED, every),
    ]
    if any(posted.channels.present()):
        channels = posted.group(posted.channels.each(lambda cell: NO_CHANNEL if cell is None else str(cell)))
        figures += _part("publication.by_channel", channels)
    return [*figures, *_months(counted), *_forms(counted, categories)]


def _part(prefix: str, groups: Mapping[str, tuple[Rows, ...]]) -> list[Figure]:
    """Return a figure per group; a dot in a name would end it as a key and is written full-width."""
    merged: dict[str, tuple[Rows, ...]] = {}
    for name, rows in groups.items():
        key = f"{prefix}.{name.replace('.', '．')}"
        merged[key] = merged.get(key, ()) + rows
    return [
        Figure(key, sum(len(each.numbers) for each in rows), "条", Origin.COUNTED, rows) for key, rows in merged.items()
    ]


def _months(counted: Postings) -> list[Figure]:
    """Return the twelve months, only where every counted row has a date: their sum is the total."""
    days = counted.days.present()
    if None in days or not days:
        return []
    groups = counted.group(counted.days.each(lambda day: day.month if day else 0))
    return _part("publication.by_month", {str(month): groups.get(month, ()) for month in range(1, 13)})


def _forms(counted: Postings, categories: Coded[str]) -> list[Figure]:
    """Return the forms of the interpretations; their sum is publication.by_category.政策解读."""
    chosen = categories.where(lambda category: category == INTERPRETATION)
    if not len(chosen):
        return []
    interpretations = counted.pick(chosen)
    groups = interpretations.group(interpretations.titles.each(form_of))
    return _part("publication.by_form", {form: groups.get(form, ()) for form in (*_words()["forms"], "文字")})


def _timeliness(counted: Postings, between: Between) -> Counted:
    """Count the postings with both dates, those later than the limit, and the median of the working days."""
    pairs = _pairs(counted)
    taken = pairs.each(lambda pair: between(*pair) if pair and pair[0] <= pair[1] else None)
    timed = taken.where(lambda days: days is not None)
    backward = _backward(counted, pairs)
    if not len(timed):
        return Counted((), backward)
    late = taken.where(lambda days: (days or 0) > LIMIT)
    middle = Decimal(str(median(taken.each(lambda days: days or 0).array()[timed].tolist())))
    rows = counted.pick(timed).rows()
    figures = (
        Figure("publication.timed", len(timed), "条", Origin.COUNTED, rows),
        Figure("publication.late", len(late), "条", Origin.COUNTED, counted.pick(late).rows()),
        Figure("publication.median_days", middle, "个工作日", Origin.COUNTED, rows),
    )
    return Counted(figures, backward)


def _pairs(counted: Postings) -> Coded[tuple[date, date] | None]:
    """Return the day of creation and the day of publication of every posting that has both."""
    import numpy as np

    made, days = counted.made, counted.days
    both = made.codes.astype(np.int64) * len(days.values) + days.codes
    found, codes = np.unique(both, return_inverse=True)
    seats = (divmod(int(code), len(days.values)) for code in found.tolist())
    pairs = ((made.values[first], days.values[second]) for first, second in seats)
    return Coded([(first, second) if first and second else None for first, second in pairs], codes)


def _backward(counted: Postings, pairs: Coded[tuple[date, date] | None]) -> tuple[Problem, ...]:
    """Return the rows created after they were published."""
    hint = "请核对两个日期；这一行已计入公开数量，未计入公开时限"
    problems: list[Problem] = []
    reversed_ = pairs.where(lambda pair: pair is not None and pair[0] > pair[1]).tolist()
    for sheet, first, last in counted.spans:
        wrong = {counted.numbers[at] for at in reversed_ if first <= at < last}
        indices = [index for index, number in enumerate(sheet.numbers) if number in wrong] if wrong else []
        problems += listed(sheet, indices, "成文日期", "成文日期晚于发布日期", hint)
    return tuple(problems)


def _mapping_shown(
    sheets: Sequence[Sheet], columns: Coded[str], mapping: Mapping[str, str], categories: Sequence[str]
) -> tuple[Problem, ...]:
    """Return what was assumed: columns counted under another name, and those that belong to no category."""
    files = "、".join(dict.fromkeys(sheet.file for sheet in sheets))
    place = Place(files, sheet=sheets[0].name if len(sheets) == 1 else None, column="栏目")
    renamed = [f"{name}→{category}" for name, category in mapping.items() if name != category]
    own = [name for name, category in mapping.items() if category not in categories]
    problems = []
    if renamed:
        hint = "如有不符，请在设置的栏目对照中改正"
        problems.append(Problem(place, f"栏目按以下对照归类：{'、'.join(renamed)}", hint))
    if own:
        hint = "已按原名单独统计；如应归入某一类，请在设置的栏目对照中写明"
        times: Counter[str] = Counter()
        for name, count in zip(columns.values, columns.times().tolist(), strict=True):
            times[name] += count
        shown = "、".join(f"{name}（{times[name]}条）" for name in own)
        problems.append(Problem(place, f"以下栏目不在信息分类之内：{shown}", hint))
    return tuple(problems)
