"""`nianbao suggest`: past wording for a note."""

from pathlib import Path

import click

from assistant.cli.options import JSON, YEAR, echo_json, read_stdin
from assistant.errors import AssistantError
from assistant.taxonomy import Part


@click.command("suggest")
@click.argument("text", required=False, metavar="[文字|-]")
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="每行一个问题的 .jsonl 文件。"
)
@click.option("-k", "k", type=click.IntRange(1, 100), default=5, show_default=True, help="每个问题给出几条。")
@click.option("--section", default=None, help="只找某一部分的写法，如 监督保障。")
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), default=None, help="语料库文件夹。")
@YEAR
@JSON
def command(
    text: str | None,
    file: Path | None,
    k: int,
    section: str | None,
    corpus: Path | None,
    year: int | None,
    as_json: bool,
) -> None:
    """为一条工作记录找往年的写法，并填入今年的事实。"""
    from assistant import pipeline

    if section and section not in set(Part):
        raise AssistantError(f"没有“{section}”这一部分", f"可用：{'、'.join(Part)}")
    settings = pipeline.settings(corpus)
    questions = pipeline.questions(_given(text), file)
    if not questions:
        raise AssistantError("没有要找的内容", "请写一句话，或用 --file 给出 .jsonl 文件")
    for identity, question, found in pipeline.suggest(questions, settings, year or pipeline.default_year(), k, section):
        if as_json:
            echo_json({"id": identity, "text": question, "suggestions": found})
            continue
        click.echo(question)
        for number, each in enumerate(found, 1):
            origin = "，".join(str(one) for one in (each.agency, each.year, each.section) if one)
            click.echo(f"{number}. {each.adapted}\n   原文（{origin}，相近度{each.score:.2f}）：{each.text}")
        if not found:
            click.echo("没有找到相近的写法。")


def _given(text: str | None) -> str | None:
    return read_stdin().decode("utf-8", "replace").strip() if text == "-" else text
