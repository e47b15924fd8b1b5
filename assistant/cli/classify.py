"""`nianbao classify`: the two labels of every note."""

import click

from assistant.cli.options import JSON, SOURCE, YEAR, echo_json, read_source, warn


@click.command("classify")
@SOURCE
@YEAR
@click.option("--fast", is_flag=True, help="只看字词，不用句向量：快几十倍，稍欠准确。")
@JSON
def command(source: str, year: int | None, fast: bool, as_json: bool) -> None:
    """给工作记录归类：网站栏目和年报部分。

    文件可以是 txt、md、docx、csv、xlsx 等，也可以是每行一条 {"text": …} 的 .jsonl；写 - 从标准输入读取。
    """
    from assistant import pipeline
    from assistant.classify import load_classifier
    from assistant.cli.shapes import labelled_json

    material = pipeline.read_material(source, read_source(source))
    warn(material.problems)
    classifier = load_classifier(vectors=False) if fast else None
    for each in pipeline.classify(material, year or pipeline.default_year(), classifier):
        if as_json:
            echo_json(labelled_json(each))
        else:
            label = each.label
            review = " 待确认" if label.needs_review else ""
            click.echo(f"{label.category}\t{label.section}\t{label.section_confidence:.0%}{review}\t{each.item.text}")
    raise SystemExit(1 if material.problems else 0)
