"""`nianbao parse`: a published report as data."""

from pathlib import Path

import click

from assistant.cli.options import JSON, echo_json


@click.command("parse")
@click.argument("report", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="年报文件")
@JSON
def command(report: Path, as_json: bool) -> None:
    """读出已发布的年报：六个部分和三张表（docx、pdf、html、txt、md）。

    空白、看不清的单元格是 null，不会当作 0，并逐一列出。
    """
    from assistant.report import parsed_json, read_published

    read = read_published(report)
    if as_json:
        echo_json(parsed_json(read))
        return
    click.echo(f"{read.agency or '（机关名称未读出）'} {read.year or '年度不明'} 格式：{read.format}")
    for section in read.sections:
        click.echo(f"{section.heading or '（前言）'}：{len(section.paragraphs)}段")
    for name, table in (("表二", read.table2), ("表三", read.table3), ("表四", read.table4)):
        cells = [value for row in table.values() for value in row.values()]
        click.echo(
            f"{name}：读出{sum(value is not None for value in cells)}格，空缺{sum(value is None for value in cells)}格"
        )
    for warning in read.warnings:
        click.echo(f"注意：{warning}")
