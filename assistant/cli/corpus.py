"""`nianbao corpus`: past wording of one's own."""

from pathlib import Path

import click

from assistant.cli.options import JSON, echo_json, warn

_CORPUS = click.option(
    "--corpus", type=click.Path(file_okay=False, path_type=Path), default=None, help="语料库文件夹。"
)


@click.group("corpus", subcommand_metavar="命令 …")
def command() -> None:
    """管理往年段落：添加、列出、统计、删除。随程序发布的范文始终可用。"""


@command.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="文件…")
@_CORPUS
@JSON
def add(paths: tuple[Path, ...], corpus: Path | None, as_json: bool) -> None:
    """添加往年段落：.jsonl，或已发布的报告（docx、txt、md）。重复添加不会重复收录。"""
    from assistant import pipeline

    added = pipeline.corpus_add(paths, pipeline.settings(corpus))
    warn(added.problems)
    if as_json:
        echo_json({"added": added.added, "known": added.known, "problems": added.problems, "left_out": added.left_out})
    else:
        click.echo(f"新增{added.added}段，已有{added.known}段，不能收录{len(added.problems)}处。")
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

    counts = corpus_stats(pipeline.settings(corpus).corpus_dir)
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
