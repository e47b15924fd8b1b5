"""`nianbao draft`: from a case to a Word draft."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import YEAR, echo_json, progress, read_stdin
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.pipeline import Drafted


@click.command("draft")
@click.argument("sources", nargs=-1, required=True, metavar="文件夹|文件…|-")
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="草稿写到哪个文件夹。"
)
@click.option("--agency", default=None, help="机关全称；给的是文件或粘贴内容时必填。")
@YEAR
@click.option("--limit", type=click.IntRange(300), default=None, help="总体情况的字数上限，默认 1000。")
@click.option("--suggestions", type=click.IntRange(0, 10), default=None, help="每段附几条往年写法，0 为不附。")
@click.option("--no-charts", is_flag=True, help="不插入图表。")
@click.option("--json", "as_json", is_flag=True, help="把结果摘要输出为 JSON。")
def command(
    sources: tuple[str, ...],
    out: Path,
    agency: str | None,
    year: int | None,
    limit: int | None,
    suggestions: int | None,
    no_charts: bool,
    as_json: bool,
) -> None:
    """起草一份年度报告。

    给一个文件夹（内有 case.yaml 和各种材料），或若干文件，或写 - 从标准输入读取粘贴的文字。
    """
    from assistant import pipeline

    settings = pipeline.settings(overview_limit=limit, suggestions=suggestions, charts=False if no_charts else None)
    case = pipeline.case_of(agency, year) if agency else None
    source = _source(sources, case is not None)
    with progress() as say:
        drafted = pipeline.draft(source, out, settings, case, say)
    _report(drafted, as_json)
    raise SystemExit(1 if any(finding.severity == "error" for finding in drafted.findings) else 0)


def _source(sources: tuple[str, ...], has_case: bool) -> Path | list[Path] | bytes:
    paths = [Path(source) for source in sources]
    if len(paths) == 1 and paths[0].is_dir():
        return paths[0]
    if not has_case:
        raise AssistantError(
            "不知道是哪个机关的报告", "请加上 --agency 机关全称 --year 年度，或给一个含 case.yaml 的文件夹"
        )
    if sources == ("-",):
        return read_stdin()
    if missing := [source for source, path in zip(sources, paths, strict=True) if not path.is_file()]:
        raise AssistantError(f"找不到文件：{'、'.join(missing)}", "请检查路径")
    return paths


def _report(drafted: "Drafted", as_json: bool) -> None:
    from assistant.cli.shapes import count_findings, drafted_json

    if as_json:
        echo_json(drafted_json(drafted))
        return
    click.echo(f"已起草：{drafted.report.title}")
    for path in drafted.files:
        click.echo(f"  {path}")
    counts = count_findings(drafted.findings)
    click.echo(
        f"检查结果：错误{counts['error']}项，提醒{counts['warning']}项，提示{counts['info']}项；未用材料{len(drafted.report.unused)}条。"
    )
    for finding in drafted.findings:
        if finding.severity == "error":
            click.echo(f"  错误：{finding.message}")
