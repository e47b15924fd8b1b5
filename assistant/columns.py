"""Website columns nobody knows, mapped to the taxonomy by what is published in them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from assistant.classify import Label
from assistant.ingest import Sheet, SheetKind
from assistant.statistics import map_columns
from assistant.taxonomy import DEFAULT_CATEGORIES, NO_CATEGORY

_SAMPLE = 60
"""Titles of a column that are looked at."""
_MAJORITY = 0.6
"""Share of them that must be of one category; else the column keeps its own name."""


def guess_columns(
    sheets: Sequence[Sheet],
    label: Callable[[Sequence[str]], Sequence[Label]],
    categories: Sequence[str] = DEFAULT_CATEGORIES,
) -> Mapping[str, str]:
    """Return the category of each website column that neither its name nor a synonym tells, judged by its titles."""
    titles: dict[str, list[str]] = defaultdict(list)
    for sheet in sheets:
        if sheet.kind is SheetKind.WEB_EXPORT:
            for column, title in zip(sheet.cells("栏目"), sheet.cells("标题"), strict=True):
                if column and title and len(titles[str(column)]) < _SAMPLE:
                    titles[str(column)].append(str(title))
    known = map_columns(titles, categories)
    guessed = {}
    for column in titles:
        if known[column] not in categories:
            counted = Counter(each.category for each in label(titles[column]))
            category, count = counted.most_common(1)[0]
            if category != NO_CATEGORY and count / len(titles[column]) >= _MAJORITY:
                guessed[column] = category
    return guessed
