"""The tables, one cell broken at a time."""

from collections.abc import Iterator
from random import Random

from clean_reports import COUNTED, Clean
from mutant import Broken, Mutant, mutant, with_cells
from slips import whole_slips

from assistant.tables import load_tables

_FLOW = ("new_received", "carried_in", "carried_out")


def broken_cells(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Break every counted cell and every total of tables 3 and 4, and some of the empty ones."""
    for row, cells in clean.document.table3.items():
        for column, value in cells.items():
            if value is not None and (value or chance.random() < 0.12):
                yield from _cell3(clean, row, column, int(value), chance)
    for group, cells in clean.document.table4.items():
        for column, value in cells.items():
            yield from _cell4(clean, group, column, int(value), chance)


def _cell3(clean: Clean, row: str, column: str, value: int, chance: Random) -> Iterator[Mutant]:
    kind = f"table3-{row.replace('_', '-')}" if row in (*_FLOW, "result_total") else "table3-outcome"
    kind = "table3-row-total" if column == "total" and kind == "table3-outcome" else kind
    others = [f"table3.{row}.total", f"table3.result_total.{column}", f"table3.{row}.{column}"]
    into = (clean.cell(f"table3.new_received.{column}") or 0) + (clean.cell(f"table3.carried_in.{column}") or 0)
    right = (*(float(clean.cell(key) or 0) for key in others), float(into))
    slips = whole_slips(value)
    for slip in chance.sample(slips, min(2, len(slips))):
        key = f"table3.{row}.{column}"
        broken = Broken(key, value, slip, names=_names(key), right=right, either_side=True)
        yield mutant(clean, kind, broken, document=with_cells(clean.document, {key: slip}))


def _cell4(clean: Clean, group: str, column: str, value: int, chance: Random) -> Iterator[Mutant]:
    kind = "table4-total" if column == "total" else "table4-outcome"
    right = (float(value), float(clean.cell(f"table4.{group}.total") or 0))
    key = f"table4.{group}.{column}"
    slips = whole_slips(value)
    for slip in chance.sample(slips, min(2 if value else 1, len(slips))):
        broken = Broken(key, value, slip, names=_names(key), right=right, either_side=True)
        yield mutant(clean, kind, broken, document=with_cells(clean.document, {key: slip}))


def _names(key: str) -> tuple[str, ...]:
    """Return the words that name a cell: its row or its column as the form prints them."""
    table, row, column = key.split(".")
    tables = load_tables()
    if table == "table4":
        return (next(group.label for group in tables.groups4 if group.key == row),)
    if table == "table2":
        return (next(each.label for block in tables.blocks2 for each in block.rows if each.key == row),)
    label = "（六）其他处理" if row == "other" else next(each.label for each in tables.rows3 if each.key == row)
    return (label, tables.column_label(column).split("—")[-1])


def odd_cells(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Print a blank, a stroke, a negative or a fractional number in a cell."""
    keys = [key for key in clean.document.raw if not key.endswith("amount")]
    for kind, value, printed in (
        ("cell-blank", None, ""),
        ("cell-slash", None, "/"),
        ("cell-negative", -1, "-1"),
        ("cell-fraction", 1.5, "1.5"),
    ):
        for key in chance.sample(keys, 6):
            broken = Broken(key, clean.cell(key), printed, names=_names(key))
            yield mutant(clean, kind, broken, document=with_cells(clean.document, {key: value}, printed))


def impossible_rules(clean: Clean) -> Iterator[Mutant]:
    """Give rules of its own to an agency that has no power to make them."""
    if clean.level == "市级政府" or clean.document.format == "2019":
        return
    for many in (1, 2, 4):
        key = "table2.rules.in_force"
        broken = Broken(key, 0, many, names=("规章",))
        document = with_cells(clean.document, {key: many, "table2.rules.issued": 1})
        yield mutant(clean, "rules-without-power", broken, document=document)


def against_last_year(clean: Clean) -> Iterator[Mutant]:
    """Let this year's carried-in and stock differ from what last year's report handed on."""
    if clean.previous is None:
        return
    for column in (*COUNTED[:2], COUNTED[4]):
        yield from _handed_on(clean, column)
    for step in (-2, -1, 1, 2, 10) if clean.previous.table2 and clean.document.format == "2021" else ():
        key = "table2.normative_docs.in_force"
        stock = (clean.cell(key) or 0) + step
        broken = Broken(key, stock, clean.cell(key), names=("规范性文件",), right=(float(stock),))
        previous = with_cells(clean.previous, {key: (clean.cell(f"prev.{key}") or 0) + step})
        yield mutant(clean, "stock-not-last-years", broken, previous=previous)


def _handed_on(clean: Clean, column: str) -> Iterator[Mutant]:
    for step in (1, 2, 3, 10):
        cells = {
            f"table3.carried_out.{each}": (clean.cell(f"prev.table3.carried_out.{each}") or 0) + step
            for each in (column, "total")
        }
        key = f"table3.carried_in.{column}"
        values = tuple(float(value) for value in cells.values())
        broken = Broken(key, values[0], clean.cell(key), names=("上年结转", *_names(key)), right=values)
        yield mutant(clean, "carried-in-not-last-years", broken, previous=with_cells(clean.previous, cells))
