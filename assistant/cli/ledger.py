"""`nianbao ledger`: an office teaches the words its ledger uses for outcomes."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.statistics import Unmapped


@click.group("ledger", subcommand_metavar="命令 …")
def command() -> None:
    """依申请公开台账：办理结果用语与表三各行的对应。"""


@command.command("map")
@click.argument("case", type=click.Path(exists=True, path_type=Path), metavar="文件夹|台账")
@click.option(
    "--set",
    "choices",
    multiple=True,
    metavar="用语=行",
    help="记下一个用语的归类，如 --set 已转阅=other_other，可写多次。",
)
@click.option(
    "--to", type=click.Path(dir_okay=False, path_type=Path), default=None, help="写到哪个对应表（默认用户数据文件夹）。"
)
@JSON
def map_(case: Path, choices: tuple[str, ...], to: Path | None, as_json: bool) -> None:
    """列出台账里不认识的办理结果和建议的归类；用 --set 记下选择，以后自动使用。"""
    from assistant import pipeline
    from assistant.statistics import save_outcome

    settings = pipeline.settings()
    target = to or settings.outcomes or settings.home / "outcomes.yaml"
    for choice in choices:
        word, separator, row = choice.partition("=")
        if not separator:
            raise AssistantError(f"“{choice}”写法不对", "请写成 用语=行的编号，如 已转阅=other_other")
        save_outcome(target, word.strip(), row.strip())
    unknown = pipeline.unknown_outcomes(case, settings, target)
    if as_json:
        for each in unknown:
            echo_json(each)
    else:
        _print(unknown, target, bool(choices))
    raise SystemExit(1 if unknown else 0)


def _print(unknown: "list[Unmapped]", target: Path, saved: bool) -> None:
    if saved:
        click.echo(f"已记入 {target}")
    if not unknown:
        click.echo("台账中的办理结果都能归类。")
    for each in unknown:
        click.echo(f"“{each.word}”（{each.count}件）不认识，建议：")
        for hint in each.suggestions:
            click.echo(f"  {hint.row}\t{hint.label}")
