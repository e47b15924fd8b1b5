"""Numbers: counted once for a state of the case's files, typed where no file gives one."""

import io
import threading
from typing import Any, NamedTuple

from assistant import pipeline
from assistant.errors import AssistantError
from assistant.numbers import (
    TYPED_FILE,
    BadNumber,
    Chart,
    Numbers,
    case_numbers,
    charts,
    flat,
    label_of,
    parse_value,
    read_typed,
    typed_here,
    typed_text,
)
from assistant.web.models import Case, TypedFigure
from assistant.web.services import folder, log
from assistant.web.services.stale import Stale


class TypedCell(NamedTuple):
    """Who typed a cell and when, its version, and whether its file was changed outside the pages since."""

    row: TypedFigure | None
    version: int
    outside: bool


_counted: dict[int, tuple[str, Numbers]] = {}
_drawn: dict[int, tuple[str, list[Chart]]] = {}
_drawing = threading.Lock()
_MOST_KEPT = 40


def numbers_of(case: Case) -> Numbers:
    """Return the case's numbers as its files say them now; they are counted when a file changed."""
    seen = folder.fingerprint(case.inputs)
    kept = _counted.get(case.pk)
    if kept is None or kept[0] != seen:
        if len(_counted) > _MOST_KEPT:
            _counted.clear()
        kept = _counted[case.pk] = (seen, case_numbers(case.inputs, pipeline.settings()))
    return kept[1]


def charts_of(case: Case) -> list[Chart]:
    """Return the pictures of the case's numbers, drawn when a file changed; none where no font is installed."""
    seen = folder.fingerprint(case.inputs)
    with _drawing:
        kept = _drawn.get(case.pk)
        if kept is None or kept[0] != seen:
            if len(_drawn) > _MOST_KEPT:
                _drawn.clear()
            try:
                made = charts(numbers_of(case)) if pipeline.settings().charts else []
            except AssistantError:
                made = []
            kept = _drawn[case.pk] = (seen, made)
    return kept[1]


def type_figure(case: Case, who: Any, key: str, text: str, version: int) -> None:  # noqa: ANN401
    """Write a number into a cell no file gives, or take it out again; the figures file and the row say the same.

    Raises:
        BadNumber: it is no number of that cell, or a file gives the cell.
        Stale: somebody typed another number there meanwhile.

    """
    value = parse_value(key, text)
    figure = numbers_of(case).statistics.figures.get(key)
    if figure is not None and not typed_here(figure):
        raise BadNumber(f"{label_of(key)}已由材料给出，不能手填", "如数字不对，请在“材料”页改正原始表格后重新上传")
    table, row, column = key.split(".")
    with folder.changing(case) as held:
        cells = read_typed(held.inputs)
        before = cells.get(table, {}).get(row, {}).get(column)
        typed = typed_cell(held, key)
        if before == value:
            return
        if typed.version != version:
            raise Stale(typed.row, text)
        cells.setdefault(table, {}).setdefault(row, {})
        if value is None:
            cells[table][row].pop(column, None)
        else:
            cells[table][row][column] = value
        _write(held, cells)
        _remember(held, typed, (table, row, column), value, who)
        log.record(who, "figure.type", held, label_of(key), before, value)
        Case.objects.filter(pk=held.pk).update(changed_by=who)


def _write(case: Case, cells: dict[str, dict[str, dict[str, int | float | None]]]) -> None:
    if any(True for _ in flat(cells)):
        folder.store(case, TYPED_FILE, io.BytesIO(typed_text(case.year, cells)))
    else:
        folder.remove(case, TYPED_FILE)


def _remember(
    case: Case,
    typed: TypedCell,
    place: tuple[str, str, str],
    value: float | None,
    who: Any,  # noqa: ANN401
) -> None:
    table, row, column = place
    figure = typed.row or TypedFigure(case=case, table=table, row=row, column=column)
    figure.value, figure.by, figure.version = value, who, typed.version + 1
    figure.save()


def typed_cell(case: Case, key: str) -> TypedCell:
    """Return what is known of a cell that was typed; a file changed outside the pages is another version of it."""
    table, row, column = key.split(".")
    found = case.typed.select_related("by").filter(table=table, row=row, column=column).first()
    said = read_typed(case.inputs).get(table, {}).get(row, {}).get(column)
    outside = said != (found.value if found else None)
    return TypedCell(found, (found.version if found else 0) + outside, outside)
