"""`nianbao suggest`: past wording for a note."""

import re
from pathlib import Path

import click

from assistant.cli.options import JSON, YEAR, echo_json, read_stdin
from assistant.errors import AssistantError
from assistant.retrieve.names import LEVELS
from assistant.taxonomy import Part


@click.command("suggest")
@click.argument("text", required=False, metavar="[文字|-]")
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="每行一个问题的 .jsonl 文件。"
)
@click.option("-k", "k", type=click.IntRange(1, 100), default=5, show_default=True, help="每个问题给出几条。")
@click.option("--section", default=None, help="只找某一部分的写法，如 监督保障。")
@click.option("--agency", default=None, help="只找名称里有这个词的单位，如 教育局。")
@click.option("--level", type=click.Choice(LEVELS), default=None, help="只找这一级的单位。")
@click.option("--years", default=None, metavar="起-止", help="只找这些年度的写法，如 2021-2023。")
@click.option("--corpus", type=click.Path(file_okay=False, path_type=Path), default=None, help="语料库文件夹。")
@YEAR
@JSON
def command(
    text: str | None,
    file: Path | None,
    k: int,
    section: str | None,
    agency: str | None,
    level: str | None,
    years: str | None,
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
    year = year or pipeline.default_year()
    answers = pipeline.suggest(questions, settings, year, k, section, agency, _from_to(years), level)
    for identity, question, found in answers:
        if as_json:
            echo_json({"id": identity, "text": question, "suggestions": found})
            continue
        click.echo(question)
        for number, each in enumerate(found, 1):
            origin = "，".join(str(one) for one in (each.agency, each.year, each.section) if one)
            shown = f"（仅供参考，不宜照用）{each.text}" if each.inspiration_only else each.adapted
            click.echo(f"{number}. {shown}\n   原文（{origin}，相近度{each.score:.2f}）：{each.text}")
        if not found:
            click.echo("没有找到相近的写法。")


def _from_to(years: str | None) -> tuple[int, int] | None:
    """Return 2021-2023 or 2022 as the first and the last year."""
    if years is None:
        return None
    if not (match := re.fullmatch(r"(20\d\d)(?:\s*[-—～~至]\s*(20\d\d))?", years.strip())):
        raise AssistantError(f"看不懂年度“{years}”", "请写成 2022 或 2021-2023")
    return int(match[1]), int(match[2] or match[1])


def _given(text: str | None) -> str | None:
    return read_stdin().decode("utf-8", "replace").strip() if text == "-" else text
