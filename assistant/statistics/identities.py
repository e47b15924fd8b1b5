"""The 勾稽关系 of the official tables, evaluated as tables.yaml writes them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import msgspec

from assistant.statistics.expressions import Calculation, Number, Sides, calculate
from assistant.tables import Identity, load_tables

Values = Mapping[str, Mapping[str, Number | None]]
"""A table: row key (table 4: group key) to column key to value; None is a cell nobody could fill."""

_TITLES = {"table2": "表二", "table3": "表三", "table4": "表四"}
_MAY_MAKE_RULES = frozenset({"国务院部门", "省级", "省级政府", "市级政府"})
_MAY_NOT = frozenset({"乡镇", "街道", "县级部门", "县级政府", "市级部门", "省级部门"})
_BLANK = "有空缺的格"


class Violation(msgspec.Struct, frozen=True):
    """An identity that does not hold: which, where in words, the calculation; `severity` is error, warning or info."""

    identity: str
    severity: str
    table: str
    row: str
    column: str
    expected: Number
    actual: Number
    calculation: str
    note: str = ""

    @property
    def message(self) -> str:
        """Say in one sentence what does not hold: 表三“自然人”列：41 + 2 = 43，41 + 3 = 44，两边应相等（T3-FLOW）."""
        where = f"“{self.row}”" * bool(self.row) + f"“{self.column}”列" * bool(self.column)
        return f"{self.table}{where}：{self.calculation}（{self.identity}）"

    def __str__(self) -> str:
        """Return the message."""
        return self.message


class Skipped(msgspec.Struct, frozen=True):
    """An identity that could not be evaluated somewhere, and why (in Chinese)."""

    identity: str
    table: str
    row: str
    column: str
    reason: str


class _Case(msgspec.Struct, frozen=True):
    """One place an identity is evaluated at: what its names stand for, as numbers and in words."""

    identity: Identity
    expr: str
    table: str
    row: str
    column: str
    value: Callable[[str], Number | None]
    label: Callable[[str], str]
    members: Callable[[str], Sequence[str]]


def check_identities(
    table2: Values,
    table3: Values,
    table4: Values,
    previous: Mapping[str, Values] | None = None,
    level: str | None = None,
) -> list[Violation]:
    """Return every identity of tables.yaml that does not hold in the tables; where a cell is blank it is skipped.

    `previous` are last year's tables (table2, table3, table4), for 上年结转 and 现行有效; `level` is the agency's
    机关级别, which decides whether it can make 规章 (without it that identity is skipped). Identities over the text are
    not the tables' to check.
    """
    return [found for found in evaluate(table2, table3, table4, previous, level) if isinstance(found, Violation)]


def skipped_identities(
    table2: Values,
    table3: Values,
    table4: Values,
    previous: Mapping[str, Values] | None = None,
    level: str | None = None,
) -> list[Skipped]:
    """Return where identities could not be evaluated, with the reason."""
    return [found for found in evaluate(table2, table3, table4, previous, level) if isinstance(found, Skipped)]


def evaluate(
    table2: Values, table3: Values, table4: Values, previous: Mapping[str, Values] | None, level: str | None
) -> Iterator[Violation | Skipped]:
    """Evaluate every identity at every place; what holds is not among the results."""
    this = {"table2": table2, "table3": table3, "table4": table4}
    for identity in load_tables().identities:
        if identity.id == "T2-RULES":
            yield from _rules_only_where_allowed(identity, table2, level)
        elif cases := _cases(identity, this, previous):
            for case in cases:
                yield from _check(case)
        elif identity.scope == "cross_year" and previous is None and "..." not in identity.expr:
            yield Skipped(identity.id, "", "", "", "没有上年数据")


class Held(msgspec.Struct, frozen=True):
    """An identity at one place, worked out: `holds` is None where a cell is blank; `text` is the calculation or why not."""

    identity: str
    severity: str
    table: str
    row: str
    column: str
    holds: bool | None
    text: str


def held_identities(
    table2: Values,
    table3: Values,
    table4: Values,
    previous: Mapping[str, Values] | None = None,
    level: str | None = None,
) -> Iterator[Held]:
    """Yield every identity at every place, those that hold too, with the calculation."""
    this = {"table2": table2, "table3": table3, "table4": table4}
    for identity in load_tables().identities:
        if identity.id == "T2-RULES":
            for one in _rules_only_where_allowed(identity, table2, level):
                if isinstance(one, Violation):
                    yield Held(one.identity, one.severity, one.table, one.row, one.column, False, one.calculation)
            continue
        for case in _cases(identity, this, previous):
            place = (identity.id, identity.severity, case.table, case.row, case.column)
            for each in calculate(case.expr, case.value, case.label, case.members):
                blank = each.sides is None
                yield Held(*place, None if blank else each.holds, f"{each.missing}{_BLANK}" if blank else each.text)


def _check(case: _Case) -> Iterator[Violation | Skipped]:
    for calculation in calculate(case.expr, case.value, case.label, case.members):
        place = (case.table, case.row, case.column)
        if calculation.sides is None:
            yield Skipped(case.identity.id, *place, f"{calculation.missing}{_BLANK}")
        elif not calculation.holds:
            yield _violation(case, calculation, calculation.sides)


def _violation(case: _Case, calculation: Calculation, sides: Sides) -> Violation:
    identity = case.identity
    text, note = calculation.text, identity.note or identity.source
    place = (case.table, case.row, case.column)
    return Violation(identity.id, identity.severity, *place, sides.right, sides.left, text, note)


def _cases(identity: Identity, this: Mapping[str, Values], last: Mapping[str, Values] | None) -> list[_Case]:
    """Return the places an identity is evaluated at; none for those over the text or over several agencies."""
    if identity.scope == "each_column":
        return [_column_case(identity, this["table3"], column.key) for column in load_tables().columns3]
    if identity.scope == "each_row":
        return [_row_case(identity, this["table3"], row.key) for row in load_tables().rows3]
    if identity.scope == "table4":
        group = identity.expr.partition(".")[0]
        return [_table4_case(identity, this["table4"], group)]
    if identity.scope == "table2":
        rows = [row for row, cells in _rows2().items() if "in_force" in cells]
        return [_table2_case(identity, this["table2"], row) for row in rows]
    return _across_years(identity, this, last) if identity.scope == "cross_year" and last is not None else []


def _column_case(identity: Identity, table: Values, column: str) -> _Case:
    tables = load_tables()
    return _Case(
        identity,
        identity.expr,
        "表三",
        "",
        tables.column_label(column),
        lambda row: _cell(table, row, column),
        tables.row_label,
        lambda group: tables.groups3[group],
    )


def _row_case(identity: Identity, table: Values, row: str) -> _Case:
    tables = load_tables()
    label = tables.row_label(row)
    return _Case(
        identity, identity.expr, "表三", label, "", lambda column: _cell(table, row, column), tables.column_label, _none
    )


def _table4_case(identity: Identity, table: Values, group: str) -> _Case:
    return _Case(
        identity,
        identity.expr,
        "表四",
        next(each.label for each in load_tables().groups4 if each.key == group),
        "",
        lambda name: _cell(table, *name.split(".")),
        lambda name: _label4(name.split(".")[1]),
        _none,
    )


def _table2_case(identity: Identity, table: Values, row: str) -> _Case:
    labels = _rows2()[row]
    return _Case(
        identity,
        identity.expr,
        "表二",
        _row2_label(row),
        "",
        lambda column: _cell(table, row, column),
        lambda column: labels[column],
        _none,
    )


def _across_years(identity: Identity, this: Mapping[str, Values], last: Mapping[str, Values]) -> list[_Case]:
    """Return the cases of this.tableN.key and prev.tableN.key: table 3 per column, table 2 per row of documents."""
    if "..." in identity.expr:
        return []
    years = {"this": this, "prev": last}

    def case(table: str, row: str | None, column: str | None) -> _Case:
        def value(name: str) -> Number | None:
            year, _, key = name.split(".")
            return _cell(years[year].get(table, {}), row or key, column or key)

        def label(name: str) -> str:
            year, _, key = name.split(".")
            return f"{'' if year == 'this' else '上年报告的'}{_label_of(table, key, row)}"

        row_label = _row2_label(row) if row else ""
        column_label = load_tables().column_label(column) if column else ""
        return _Case(identity, identity.expr, _TITLES[table], row_label, column_label, value, label, _none)

    if "table3" in identity.expr:
        return [case("table3", None, column.key) for column in load_tables().columns3]
    return [case("table2", row, None) for row, cells in _rows2().items() if "in_force" in cells]


def _rules_only_where_allowed(identity: Identity, table2: Values, level: str | None) -> Iterator[Violation | Skipped]:
    """Ask about 规章 of an agency that cannot make any (立法法)."""
    row = "rules"
    for column, label in _rows2()[row].items():
        value = _cell(table2, row, column)
        if level in _MAY_MAKE_RULES:
            return
        if value is None or level not in _MAY_NOT:
            reason = f"“{label}”{_BLANK}" if level in _MAY_NOT else "没有填写机关级别，或不知道这一级能否制定规章"
            yield Skipped(identity.id, "表二", _row2_label(row), label, reason)
        elif value != 0:
            text = f"{level}没有规章制定权，应为0，填了{value}"
            place = ("表二", _row2_label(row), label)
            yield Violation(identity.id, identity.severity, *place, 0, value, text, identity.source)


def _cell(table: Values, row: str, column: str) -> Number | None:
    value = table.get(row, {}).get(column)
    return Decimal(str(value)) if isinstance(value, float) else value


def _none(_: str) -> Sequence[str]:
    return ()


def _label_of(table: str, key: str, row: str | None) -> str:
    return _rows2()[row][key] if table == "table2" and row else load_tables().row_label(key)


def _label4(column: str) -> str:
    return next(each.label for each in load_tables().columns4 if each.key == column)


def _row2_label(row: str) -> str:
    return next(each.label for block in load_tables().blocks2 for each in block.rows if each.key == row)


@cache
def _rows2() -> dict[str, dict[str, str]]:
    """Return the columns of every row of table 2: key to label."""
    return {
        row.key: {column.key: column.label for column in block.columns}
        for block in load_tables().blocks2
        for row in block.rows
    }
