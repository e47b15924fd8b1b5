"""`nianbao train`: labels that suit the office."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json, progress, warn
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.training import KeptModel


@click.command("train")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="[文件…]")
@click.option(
    "--taxonomy",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    help="本单位的栏目（YAML），默认按设置。",
)
@click.option("--list", "listing", is_flag=True, help="列出已有的归类模型。")
@click.option("--restore", metavar="名称", default=None, help="改用以前的模型；builtin 为随程序发布的模型。")
@JSON
def command(files: tuple[Path, ...], taxonomy: Path | None, listing: bool, restore: str | None, as_json: bool) -> None:
    """用本单位已有标签的材料训练归类：网站信息导出（标题、栏目），或带 text、category、section 的 .jsonl。

    内置栏目的记录总是一并学习。新模型在没有学过的记录上更好才启用，旧模型保留。
    """
    from assistant import pipeline, training

    settings = pipeline.settings(taxonomy=taxonomy.resolve() if taxonomy else None)
    if restore:
        training.restore(settings.home, restore)
        click.echo(f"已改用 {restore}。")
    elif listing:
        _list(training.models(settings.home), as_json)
    elif files:
        _train(files, settings, as_json)
    else:
        raise AssistantError("没有给出文件", "请给网站信息导出（.xlsx 等）或带标签的 .jsonl；查看已有模型请用 --list")


def _list(models: "list[KeptModel]", as_json: bool) -> None:
    for model in models:
        if as_json:
            echo_json(model)
            continue
        used = "（使用中）" if model.in_use else ""
        told = "" if model.right is None else f"\t学习{model.learned}条\t正确率{model.right:.1%}\t{model.made}"
        click.echo(f"{model.name}{used}{told}")


def _train(files: tuple[Path, ...], settings: "Settings", as_json: bool) -> None:
    from assistant import training

    with progress() as say:
        outcome, lessons = training.train(files, settings, datetime.now(), say)
    warn(lessons.left_out)
    if as_json:
        echo_json({"outcome": outcome, "left_out": lessons.left_out})
    else:
        card = outcome.card
        click.echo(f"学习{card.learned}条，留{card.held_out}条检验。{outcome.reason}。")
        click.echo(f"内置栏目正确率：{card.built_in_before:.1%} → {card.built_in_right:.1%}。")
        if outcome.left_out:
            click.echo(f"有{outcome.left_out}条超出一次能学的数量，没有使用。")
        if outcome.taken:
            click.echo(f"模型名称：{outcome.name}。改回去：nianbao train --restore builtin")
    raise SystemExit(1 if lessons.left_out else 0)
