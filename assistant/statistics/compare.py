"""A year beside the one before: changes in number and percent, in the field's wording."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from assistant.ingest import TypedFigures
from assistant.statistics.cells import cell_units
from assistant.statistics.figure import Figure, Figures, Origin, Rows
from assistant.statistics.typed import cells_typed

Number = int | Decimal

_TENTH = Decimal("0.1")


def percent(now: Number, before: Number) -> Decimal | None:
    """Return the growth in percent with one decimal, half up; None from zero, where there is no percentage.

    >>> percent(10, 8), percent(7, 8), percent(3, 0)
    (Decimal('25.0'), Decimal('-12.5'), None)
    """
    if not before:
        return None
    return (Decimal(now - before) * 100 / Decimal(before)).quantize(_TENTH, ROUND_HALF_UP)


def growth_words(now: Number, before: Number, unit: str) -> str:
    """Return the growth as reports word it; from zero there is no percentage.

    A change too small for one decimal is told in `unit`; a rate (unit %) changes by 个百分点.

    >>> growth_words(10, 8, "件"), growth_words(6, 8, "件"), growth_words(8, 8, "件"), growth_words(3, 0, "件")
    ('同比增长25.0%', '同比下降25.0%', '与上年持平', '上年无')
    >>> growth_words(10001, 10000, "条"), growth_words(Decimal("98.0"), Decimal("96.5"), "%")
    ('同比增加1条', '同比提高1.5个百分点')
    """
    if now == before:
        return "与上年持平"
    more = now > before
    if unit == "%":
        return f"同比{'提高' if more else '下降'}{abs(now - before)}个百分点"
    growth = percent(now, before)
    if growth is None:
        return "上年无"
    if not growth:
        return f"同比{'增加' if more else '减少'}{abs(now - before)}{unit}"
    return f"同比{'增长' if more else '下降'}{abs(growth)}%"


def compare(figures: Figures, previous: TypedFigures | None) -> tuple[Figure, ...]:
    """Return previous.<cell>, compare.<cell>.change (in the cell's unit) and compare.<cell>.percent (%).

    From zero there is no percent. Compared are all cells of table 2 and the 总计 of tables 3 and 4, where both years
    have them.
    """
    if previous is None:
        return ()
    return tuple(_compared(figures, cells_typed(previous), Rows(previous.file, None, ())))


def _compared(figures: Figures, last: dict[str, Number], source: Rows) -> Iterator[Figure]:
    for key, unit in cell_units().items():
        if key not in last or key not in figures or not (key.startswith("table2.") or key.endswith(".total")):
            continue
        now, before = figures[key].value, last[key]
        parts = (key, f"previous.{key}")
        yield Figure(parts[1], before, unit, Origin.TYPED, (source,))
        yield Figure(f"compare.{key}.change", now - before, unit, Origin.COMPUTED, parts=parts)
        growth = percent(now, before)
        if growth is not None:
            yield Figure(f"compare.{key}.percent", growth, "%", Origin.COMPUTED, parts=parts)
