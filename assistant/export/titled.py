"""Where a long title is broken over two lines."""

from collections.abc import Iterator

_TITLE_WIDTH = 20


def title_breaks(title: str, agency: str) -> list[int]:
    """Return where a title too long for a line is broken: between words, as evenly as they allow.

    A line holds 20 characters of 2号; digits and letters take half of one.

    >>> title_breaks("济南市大数据局2023年政府信息公开工作年度报告", "济南市大数据局")
    [12]
    >>> title_breaks("某局2023年政府信息公开工作年度报告", "某局")
    []
    """
    if _width(title) <= _TITLE_WIDTH:
        return []
    places = {end for end in _title_joints(title, agency) if 0 < end < len(title)}
    return [min(places, key=lambda end: abs(_width(title[:end]) - _width(title[end:])))] if places else []


def _title_joints(title: str, agency: str) -> Iterator[int]:
    start = title.find(agency)
    yield start + len(agency) if start >= 0 else 0
    yield max(title.find("政府信息公开"), 0)


def _width(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)
