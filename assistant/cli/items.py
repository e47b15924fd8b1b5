"""`nianbao items`: a paste taken apart."""

import click

from assistant.cli.options import JSON, SOURCE, YEAR, echo_json, read_source, warn


@click.command("items")
@SOURCE
@YEAR
@JSON
def command(source: str, year: int | None, as_json: bool) -> None:
    """把粘贴的文字拆成一条条事项，并提取日期、数量和文件名。"""
    from assistant import pipeline
    from assistant.cli.shapes import item_json

    material = pipeline.read_material(source, read_source(source))
    warn(material.problems)
    found, noise, _ = pipeline.items(material, year or pipeline.default_year())
    for item in found:
        if as_json:
            echo_json(item_json(item))
        else:
            click.echo(f"{item.source.line or ''}\t{item.text}")
    if as_json:
        echo_json({"noise": [{"line": each.line, "text": each.text} for each in noise]})
    elif noise:
        click.echo(f"另有{len(noise)}处不是工作事项（问候、时间戳、链接等），加 --json 可查看。", err=True)
    raise SystemExit(1 if material.problems else 0)
