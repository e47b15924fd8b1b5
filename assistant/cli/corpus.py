"""`nianbao corpus`: past wording of one's own."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from assistant.cli.options import JSON, echo_json, progress, warn
from assistant.errors import AssistantError

_CORPUS = click.option(
    "--corpus", type=click.Path(file_okay=False, path_type=Path), default=None, help="语料库文件夹。"
)


_RAY = click.option("--ray", "address", metavar="地址", help="交给这个 Ray 集群去做（须安装 nianbao[cluster]）。")


@click.group("corpus", subcommand_metavar="命令 …")
def command() -> None:
    """管理往年段落：添加、列出、统计、删除，查看和恢复各版本。随程序发布的范文始终可用。"""


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="文件…")
@click.option("--similar", is_flag=True, help="同一单位措辞几乎相同的段落也收录；默认只留先收的一段。")
@_CORPUS
@_RAY
@JSON
def add(paths: tuple[Path, ...], similar: bool, corpus: Path | None, address: str | None, as_json: bool) -> None:
    """添加往年段落：.jsonl，或已发布的报告（docx、txt、md），或装着它们的文件夹。重复添加不会重复收录，中断后再运行会接着做。"""
    from assistant import pipeline
    from assistant.retrieve import read_here

    settings = pipeline.settings(corpus)
    reader = _cluster().file_reader(address) if address else read_here
    with progress() as say:
        added = pipeline.corpus_add(paths, settings, similar, say, reader)
    warn(added.problems)
    _warn_of_damage(settings.corpus_dir)
    if as_json:
        more = {"similar": added.similar} if added.similar else {}
        echo_json(
            {
                "added": added.added,
                "known": added.known,
                "problems": added.problems,
                "left_out": added.left_out,
                **more,
            }
        )
    else:
        alike = f"，措辞几乎相同而未收录{added.similar}段（见 similar.jsonl）" if added.similar else ""
        click.echo(f"新增{added.added}段，已有{added.known}段{alike}，不能收录{len(added.problems)}处。")
        for each in added.left_out:
            click.echo(f"  未收录 {each.place}：{each.problem}")
    raise SystemExit(1 if added.problems else 0)


@command.command("list")
@_CORPUS
@JSON
def list_(corpus: Path | None, as_json: bool) -> None:
    """列出自己添加的段落。"""
    from assistant import pipeline
    from assistant.retrieve import list_passages

    for passage in list_passages(pipeline.settings(corpus).corpus_dir):
        if as_json:
            echo_json(passage)
        else:
            click.echo(f"{passage.id}\t{passage.year or ''}\t{passage.section}\t{passage.text}")


@command.command("stats")
@_CORPUS
@JSON
def stats(corpus: Path | None, as_json: bool) -> None:
    """统计语料库：总数、各部分、各年度。"""
    from assistant import pipeline
    from assistant.retrieve import corpus_stats

    folder = pipeline.settings(corpus).corpus_dir
    counts = corpus_stats(folder)
    _warn_of_damage(folder)
    if as_json:
        echo_json(counts)
        return
    click.echo(f"共{counts.total}段")
    for name, parts in (("部分", counts.sections), ("年度", counts.years), ("来源", counts.sources)):
        click.echo(f"{name}：" + "、".join(f"{part}（{number}段）" for part, number in parts.items()))


@command.command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="段落编号…")
@_CORPUS
def remove(ids: tuple[str, ...], corpus: Path | None) -> None:
    """按编号删除自己添加的段落。"""
    from assistant import pipeline
    from assistant.retrieve import remove_passages

    removed = remove_passages(pipeline.settings(corpus).corpus_dir, ids)
    click.echo(f"已删除{removed}段。")
    if removed < len(set(ids)):
        click.echo(f"有{len(set(ids)) - removed}个编号不在语料库中（随程序发布的范文不能删除）。", err=True)
        raise SystemExit(1)


@command.command("history")
@_CORPUS
@JSON
def history(corpus: Path | None, as_json: bool) -> None:
    """列出语料库的各个版本，最新的在最后。"""
    from assistant import pipeline
    from assistant.retrieve import history as versions

    folder = pipeline.settings(corpus).corpus_dir
    for each in versions(folder):
        damaged = each.damaged(folder)
        if as_json:
            row = {"version": each.number, "time": each.time, "what": each.what, "passages": each.passages}
            echo_json({**row, "finished": each.finished, "damaged": damaged})
        else:
            state = ("" if each.finished else "（未完成）") + ("（已损坏）" if damaged else "")
            click.echo(f"{each.number}\t{each.time}\t{each.passages}段\t{each.what}{state}")


@command.command("restore")
@click.argument("version", type=click.IntRange(1), metavar="版本号")
@_CORPUS
def restore(version: int, corpus: Path | None) -> None:
    """恢复到以前的版本；恢复本身也是一个新版本，可以再恢复回来。"""
    from assistant import pipeline
    from assistant.retrieve import restore as go_back

    now = go_back(pipeline.settings(corpus).corpus_dir, version)
    click.echo(f"已恢复到版本{version}（{now.passages}段），成为版本{now.number}。")


@command.command("compact")
@_CORPUS
def compact(corpus: Path | None) -> None:
    """把多次添加留下的小文件合并成大文件，内容不变。"""
    from assistant import pipeline
    from assistant.retrieve import compact as join

    before, after = join(pipeline.settings(corpus).corpus_dir)
    click.echo(f"原有{before}个文件，现有{after}个。")


@command.command("index")
@_CORPUS
@_RAY
def index(corpus: Path | None, address: str | None) -> None:
    """把新添加的段落编入索引。段落不多时检索会自动做；很多时先运行这个命令，期间检索照常使用上一版索引。"""
    from assistant import pipeline

    settings = pipeline.settings(corpus)
    with progress() as say:
        builder = _cluster().index_builder(address, settings.encoder, say) if address else None
        total = pipeline.corpus_index(settings, say, builder)
    click.echo(f"索引里共{total}段。")


@command.command("quarantine")
@_CORPUS
@JSON
def quarantine(corpus: Path | None, as_json: bool) -> None:
    """列出添加时读不出来或不能收录的内容：文件、位置、原因。"""
    from assistant import pipeline
    from assistant.retrieve import quarantine as refused

    for each in refused(pipeline.settings(corpus).corpus_dir):
        if as_json:
            echo_json(each)
        else:
            click.echo(f"{each.place}：{each.reason}" + (f"（{each.hint}）" if each.hint else ""))


def _cluster() -> Any:  # noqa: ANN401
    """Return the room that knows Ray, which needs an extra."""
    try:
        return import_module("assistant.cluster")
    except ImportError as error:
        raise AssistantError("没有安装 Ray，不能用 --ray", '请运行 pip install "nianbao[cluster]"') from error


def _warn_of_damage(corpus_dir: Path) -> None:
    from assistant.retrieve import damage

    for name in damage(corpus_dir):
        click.echo(
            f"注意：语料文件 {name} 丢失或残缺，其余照常使用（可用 nianbao corpus history 查看能恢复的版本）", err=True
        )
