"""`nianbao figures`: the tables of a case in the terminal, and the rows behind one number."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from rich.table import Table

    from assistant.statistics import Figures, Statistics
    from assistant.tables import Tables


@click.command("figures")
@click.argument("case", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="文件夹")
@click.option(
    "--explain", "key", default=None, metavar="编号", help="列出某个数字由哪些行统计而来，如 table3.granted.total。"
)
@JSON
def command(case: Path, key: str | None, as_json: bool) -> None:
    """统计案卷中的表格，显示表二、表三、表四和其他数字。"""
    from assistant import pipeline
    from assistant.statistics import summary

    statistics = pipeline.figures(case, pipeline.settings())
    if key:
        _explain(statistics.figures, key, as_json)
        return
    if as_json:
        tables = {"table2": statistics.table2, "table3": statistics.table3, "table4": statistics.table4}
        echo_json({**tables, "statistics": summary(statistics)})
    else:
        _print(statistics)
    for violation in statistics.violations:
        click.echo(f"不符：{violation.message}", err=True)
    for problem in statistics.problems:
        click.echo(f"注意：{problem.place}：{problem.problem}（{problem.hint}）", err=True)
    raise SystemExit(1 if statistics.violations or statistics.problems else 0)


def _explain(figures: "Figures", key: str, as_json: bool) -> None:
    from assistant.statistics import explain, label_of, ranges

    if key not in figures:
        if key.startswith("table3.") and not any(each.startswith("table3.") for each in figures):
            raise AssistantError("表三没有出数", "请先运行 nianbao figures 查看台账中需要处理的行")
        near = [each for each in figures if each.split(".")[0] == key.split(".")[0]][:8]
        raise AssistantError(f"没有“{key}”这个数字", f"可用的编号如：{'、'.join(near or list(figures)[:8])}")
    figure = figures[key]
    rows = explain(figures, key)
    if as_json:
        echo_json({"key": key, "label": label_of(key), "value": figure.value, "unit": figure.unit, "rows": rows})
        return
    click.echo(f"{label_of(key)}：{figure.value}{figure.unit}（{figure.origin.value}）")
    for each in rows:
        sheet = f" 工作表“{each.sheet}”" if each.sheet else ""
        click.echo(
            f"  {each.file}{sheet} 第{'、'.join(ranges(each.numbers))}行" if each.numbers else f"  {each.file}{sheet}"
        )
    if not rows:
        click.echo("  没有对应的行" if not figure.value else "  没有逐行来源")


def _print(statistics: "Statistics") -> None:
    """Print the three official tables and the other figures."""
    from rich.console import Console

    from assistant.tables import load_tables

    console, tables = Console(width=max(Console().width, 110)), load_tables()
    for table in (
        _table2(statistics, tables),
        _table3(statistics, tables),
        _table4(statistics, tables),
        _others(statistics),
    ):
        console.print(table)


def _new(title: str, *columns: str) -> "Table":
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", overflow="fold", min_width=0 if number else 24)
    return table


def _shown(value: object) -> str:
    return "待补充" if value is None else str(value)


def _table2(statistics: "Statistics", tables: "Tables") -> "Table":
    table = _new("表二 主动公开政府信息情况", "信息内容", "项目", "数值")
    for block in tables.blocks2:
        for row in block.rows:
            for column in block.columns:
                table.add_row(row.label, column.label, _shown(statistics.table2.get(row.key, {}).get(column.key)))
    return table


def _table3(statistics: "Statistics", tables: "Tables") -> "Table":
    table = _new("表三 收到和处理政府信息公开申请情况", "申请情况", *(column.label for column in tables.columns3))
    for row in tables.rows3:
        cells = statistics.table3.get(row.key, {})
        table.add_row(tables.row_label(row.key), *(_shown(cells.get(column.key)) for column in tables.columns3))
    return table


def _table4(statistics: "Statistics", tables: "Tables") -> "Table":
    table = _new("表四 行政复议、行政诉讼情况", "类别", *(column.label for column in tables.columns4))
    for group in tables.groups4:
        cells = statistics.table4.get(group.key, {})
        table.add_row(group.label, *(_shown(cells.get(column.key)) for column in tables.columns4))
    return table


def _others(statistics: "Statistics") -> "Table":
    from assistant.statistics import label_of

    table = _new("其他统计", "项目", "数值", "单位", "来历", "编号")
    for key, figure in statistics.figures.items():
        if not key.startswith("table"):
            table.add_row(label_of(key), str(figure.value), figure.unit, figure.origin.value, key)
    return table
