"""Working days as the State Council sets them: the chinesecalendar package, and an office's file for years it lacks."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError, BadSettings

_SHAPE = "请写成：\n2027:\n  holidays: [2027-01-01, 2027-02-05..2027-02-11]\n  workdays: [2027-02-20]"
_DAY = timedelta(days=1)


class MissingYear(AssistantError):
    """The holidays of a year are not known."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"没有{year}年的节假日安排，涉及该年的办理期限无法计算",
            f"请在工作日文件中写上{year}年的 holidays（放假）和 workdays（调休上班），或更新 chinesecalendar",
        )
        self.year = year


class Workdays:
    """Counts working days between day numbers (proleptic ordinals), year by year as they are needed."""

    def __init__(self, own: dict[int, frozenset[date]] | None = None) -> None:
        self._own = own or {}
        self._years: dict[int, list[int]] = {}

    def is_workday(self, day: date) -> bool:
        """Say whether people work on a day.

        Raises:
            MissingYear: the year's holidays are not known.

        """
        return day.toordinal() in self._of_year(day.year)

    def after(self, start: int, count: int) -> int:
        """Return the `count`-th working day after `start`, which itself is not counted.

        Raises:
            MissingYear: the count reaches into a year whose holidays are not known.

        """
        year = date.fromordinal(start).year
        days = self._of_year(year)
        at = bisect_right(days, start) + count - 1
        while at >= len(days):
            at -= len(days)
            year += 1
            days = self._of_year(year)
        return days[at]

    def between(self, start: int, end: int) -> int:
        """Return how many working days lie after `start` up to and including `end`.

        Raises:
            MissingYear: a year in between is not known.

        """
        first, last = date.fromordinal(start).year, date.fromordinal(end).year
        whole = sum(len(self._of_year(year)) for year in range(first, last))
        return whole + bisect_right(self._of_year(last), end) - bisect_right(self._of_year(first), start)

    def _of_year(self, year: int) -> list[int]:
        """Return the working days of a year, in order."""
        if year not in self._years:
            days = self._own.get(year)
            self._years[year] = sorted(map(date.toordinal, days)) if days is not None else _official(year)
        return self._years[year]


def load_workdays(extra: Path | None = None) -> Workdays:
    """Return the calendar; `extra` is an office's YAML, year to `holidays` and `workdays`, and outranks the package.

    Raises:
        BadSettings: `extra` is not such a file, or a day in it is not of its year.

    """
    if extra is None:
        return _shipped()
    import yaml

    try:
        raw = yaml.safe_load(extra.read_text(encoding="utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise BadSettings(f"工作日文件 {extra.name} 读不出来", "请检查它是否为 UTF-8 编码的 YAML 文件") from error
    if not isinstance(raw, dict):
        raise BadSettings(f"工作日文件 {extra.name} 的写法不对", _SHAPE)
    return Workdays({year: _workdays(extra, year, plan) for year, plan in raw.items()})


@cache
def _shipped() -> Workdays:
    return Workdays()


def _workdays(path: Path, year: object, plan: Any) -> frozenset[date]:  # noqa: ANN401 - whatever a user's YAML holds
    if not isinstance(year, int) or not isinstance(plan, dict) or plan.keys() - {"holidays", "workdays"}:
        raise BadSettings(f"工作日文件 {path.name} 中“{year}”的写法不对", _SHAPE)
    off, on = (set(_days(path, year, plan.get(name) or [])) for name in ("holidays", "workdays"))
    return frozenset(day for day in _all_days(year) if day in on or (day.weekday() < 5 and day not in off))


def _days(path: Path, year: int, listed: Any) -> Iterator[date]:  # noqa: ANN401
    for each in listed if isinstance(listed, list) else [listed]:
        try:
            first, _, last = str(each).partition("..")
            start, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        except ValueError as error:
            raise BadSettings(f"工作日文件 {path.name} 中“{each}”不是日期", _SHAPE) from error
        if not start.year == end.year == year or end < start:
            raise BadSettings(f"工作日文件 {path.name} 中“{each}”不在{year}年内", _SHAPE)
        yield from (start + _DAY * n for n in range((end - start).days + 1))


def _all_days(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    return (first + _DAY * n for n in range((date(year + 1, 1, 1) - first).days))


def _official(year: int) -> list[int]:
    import chinese_calendar

    try:
        return [day.toordinal() for day in _all_days(year) if chinese_calendar.is_workday(day)]
    except NotImplementedError as error:
        raise MissingYear(year) from error
