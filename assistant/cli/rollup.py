"""`nianbao rollup`: a government's tables added up from its departments' and townships'."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json

if TYPE_CHECKING:
    from assistant.statistics import Lack, RolledUp


@click.command("rollup")
@click.argument("dirs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="文件夹…")
@click.option(
    "--parent", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="政府报告的 report.json 或解析结果。"
)
@click.option(
    "--expect", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="应报单位名单，每行一个全称。"
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="把汇总表写到这个 .json 文件。")
@JSON
def command(dirs: tuple[Path, ...], parent: Path | None, expect: Path | None, out: Path | None, as_json: bool) -> None:
    """逐格汇总下级单位的表二、表三、表四，并核对政府报告。

    文件夹中的 report.json（nianbao draft 写出的）和同样格式的解析结果都会读入；缺报的单位和空着的单元格逐一列出。
    """
    import msgspec

    from assistant import pipeline
    from assistant.export import write_aside

    result = pipeline.rollup(dirs, parent, expect)
    if out:
        write_aside(out, msgspec.json.encode(result.sums))
    if as_json:
        echo_json(result)
    else:
        _print(result)
    raise SystemExit(1 if result.missing or result.differences or result.sums.lacks or result.problems else 0)


def _print(result: "RolledUp") -> None:
    click.echo(f"{result.sums.year}年，汇总{len(result.sums.agencies)}个单位：{'、'.join(result.sums.agencies)}")
    for problem in result.problems:
        click.echo(f"注意：{problem.place}：{problem.problem}")
    for agency in result.missing:
        click.echo(f"缺报：{agency}")
    for (agency, table), cells in _by_table(result.sums.lacks).items():
        shown = f"：{'、'.join(cells)}" if len(cells) <= _SHOWN else ""
        click.echo(f"空格：{agency} {table}有{len(cells)}格没有数字{shown}")
    for difference in result.differences:
        click.echo(f"不符：{difference.message}")
    if not (result.missing or result.sums.lacks or result.differences):
        click.echo("全部单元格均已汇总" + ("，与政府报告一致。" if result.compared else "。"))


_SHOWN = 5
"""Empty cells of one table that are named one by one; --json has them all."""


def _by_table(lacks: "tuple[Lack, ...]") -> dict[tuple[str, str], list[str]]:
    """Group empty cells by body and table: a body without a ledger is one line, not 175."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for lack in lacks:
        grouped.setdefault((lack.agency, lack.cell[:2]), []).append(lack.cell[2:])
    return grouped
