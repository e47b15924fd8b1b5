"""Figures typed by hand fill the cells no sheet gave, and last year's are kept to compare with."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from assistant.ingest import Place, Problem, TypedFigures
from assistant.statistics.cells import cell_units
from assistant.statistics.figure import Figure, Figures, Origin, Rows
from assistant.statistics.labels import label_of
from assistant.statistics.rows import Unused


class Filled(msgspec.Struct, frozen=True):
    """The figures with what was typed; `previous` are last year's."""

    figures: Figures
    problems: tuple[Problem, ...] = ()
    unused: tuple[Unused, ...] = ()
    previous: TypedFigures | None = None


def fill(figures: Figures, typed: Sequence[TypedFigures], year: int) -> Filled:
    """Return the figures with the cells of the tables that only a typed file of `year` gives, marked Origin.TYPED.

    Where both give a cell and differ, the counted number stands and a problem names both. Of two files of one year the
    first stands. A file of the year before becomes `previous`; files of other years are unused.
    """
    known, problems = dict(figures), []
    unused: list[Unused] = []
    previous: TypedFigures | None = None
    for each in typed:
        if each.year == year:
            problems += _fill(known, each)
        elif each.year == year - 1 and previous is None:
            previous = each
            problems += [problem for _, problem in _read(each) if isinstance(problem, Problem)]
        else:
            reason = (
                "已有另一份上年数据" if each.year == year - 1 else f"是{each.year}年的数据，不是报告年度也不是上一年度"
            )
            unused.append((Place(each.file), reason))
    return Filled(Figures(known.values()), tuple(problems), tuple(unused), previous)


def _fill(known: dict[str, Figure], typed: TypedFigures) -> list[Problem]:
    """Add what is missing in `known`; return what is wrong or disagrees."""
    problems = []
    for key, value in _read(typed):
        if isinstance(value, Problem):
            problems.append(value)
        elif key not in known:
            rows = (Rows(typed.file, None, ()),)
            known[key] = Figure(key, value, cell_units()[key], Origin.TYPED, rows)
        elif known[key].value != value:
            problems.append(_differing(known[key], value, typed.file))
    return problems


def _differing(figure: Figure, value: int | Decimal, file: str) -> Problem:
    files = "、".join(dict.fromkeys(rows.file for rows in figure.rows))
    basis = f"{figure.origin}{f'（{files}）' if files else ''}"
    problem = f"{label_of(figure.key)}填报为{value}{figure.unit}，{basis}为{figure.value}{figure.unit}，采用后者"
    return Problem(Place(file), problem, "请核对哪一个是对的，改正填报的数字或表格")


def cells_typed(typed: TypedFigures) -> dict[str, int | Decimal]:
    """Return the readable cells of a typed file by key."""
    return {key: value for key, value in _read(typed) if not isinstance(value, Problem)}


def _read(typed: TypedFigures) -> Iterator[tuple[str, int | Decimal | Problem]]:
    """Yield every cell that is given, or a problem where it is none of the form or no number of it."""
    for table, rows in typed.tables.items():
        for row, columns in rows.items():
            for column, value in columns.items():
                if value is not None:
                    key = f"{table}.{row}.{column}"
                    yield key, _value(key, value, typed.file)


def _value(key: str, value: float, file: str) -> int | Decimal | Problem:
    place = Place(file)
    if key not in cell_units():
        hint = "请按表二、表三、表四的行和列填写；可用的名称见说明书"
        return Problem(place, f"没有“{key}”这一格，填报的数字未采用", hint)
    number = Decimal("NaN") if isinstance(value, bool) else Decimal(str(value))
    whole = number.is_finite() and number == number.to_integral_value()
    if not number.is_finite() or number < 0 or not (whole or cell_units()[key] == "万元"):
        hint = "请填写0或正整数；收费金额单位为万元，可以有小数"
        return Problem(place, f"{label_of(key)}填报为{value}，不是有效的数字，未采用", hint)
    return int(number) if whole else number
