"""`nianbao compare`: the reports of many bodies side by side."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json, progress

if TYPE_CHECKING:
    from assistant.compare import Comparison

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_SHOWN = 10
"""Lines of a kind that the terminal shows; the files have all."""


def _day(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    from datetime import date

    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", value)
    try:
        day = date(2024, *map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise click.BadParameter("请写成 月-日，例如 01-26")
    return day.month, day.day


@click.command("compare")
@click.argument("folder", type=_FOLDER, metavar="文件夹")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="把网页、表格和 JSON 写到这个文件夹。"
)
@click.option("--previous", type=_FOLDER, help="上年年报所在的文件夹；与今年的放在一起时不用写。")
@click.option(
    "--expected", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="应报单位名单，每行一个全称。"
)
@click.option("--year", type=click.IntRange(2000, 2100), help="比较哪一年度的年报，默认为份数最多的一年。")
@click.option("--due", callback=_day, metavar="月-日", help="本地规定的部门、乡镇公布期限，默认部门为 01-31。")
@click.option("--workers", type=click.IntRange(1, 64), help="用几个进程，默认每八个文件一个，不超过核数。")
@JSON
def command(
    folder: Path,
    out: Path | None,
    previous: Path | None,
    expected: Path | None,
    year: int | None,
    due: tuple[int, int] | None,
    workers: int | None,
    as_json: bool,
) -> None:
    """把许多单位的年报放在一起比较：检查结果、是否按期、雷同、异常数字、缺报。

    文件夹里可以是已发布的年报（docx、pdf、html、txt、md），也可以是 draft、batch 的输出（含 report.json 的文件夹）。
    """
    from assistant import pipeline
    from assistant.compare import Wanted, compare, comparison_json, read_names, write_comparison

    names = read_names(expected) if expected else None
    wanted = Wanted(previous, names, year, due, workers, out)
    with progress() as say:
        made = compare(folder, pipeline.settings(), wanted, say)
    files = write_comparison(made, out) if out else ()
    if as_json:
        echo_json(comparison_json(made))
    else:
        _print(made)
        for path in files:
            click.echo(f"  {path}")
    raise SystemExit(0 if made.sound else 1)


def _print(made: "Comparison") -> None:
    click.echo(f"{made.year or '年度不明'}{'年度，' if made.year else '，'}{len(made.bodies)}家单位")
    late = [f"{body.agency}逾期{body.days_late}天" for body in made.bodies if body.days_late]
    wrong = [(body.agency, body.counts["error"]) for body in made.bodies if body.counts["error"]]
    wrong.sort(key=lambda each: -each[1])
    pairs = [
        f"{pair.left}与{pair.right}：{pair.sentences}句，占{pair.share_left:.0%}和{pair.share_right:.0%}"
        for pair in made.sharing.pairs
    ]
    outliers = [f"{each.agency} {each.label}：{each.value}（同类中位数{each.median}）" for each in made.outliers]
    _list("有错误", [f"{agency} {number}项" for agency, number in wrong])
    _list("逾期", late)
    _list("雷同较多的两家", pairs)
    _list("异常数字", outliers)
    for note in made.outlier_notes:
        click.echo(f"注意：{note}")
    if made.expected:
        _list("缺报", made.expected.missing, all_of_them=True)
        _list("名单之外", made.expected.unexpected, all_of_them=True)
    _list("没有参与比较", [f"{each.file}：{each.reason}" for each in made.unread], all_of_them=True)


def _list(title: str, lines: "list[str] | tuple[str, ...]", all_of_them: bool = False) -> None:
    click.echo(f"{title}：{len(lines)}")
    shown = lines if all_of_them else lines[:_SHOWN]
    for line in shown:
        click.echo(f"  {line}")
    if len(shown) < len(lines):
        click.echo(f"  ……另有{len(lines) - len(shown)}项，用 -o 写出全部")
