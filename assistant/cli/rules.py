"""`nianbao rules`: every rule with its reason, source and examples."""

from pathlib import Path

import click

from assistant.cli.options import JSON, echo_json


@click.command("rules")
@click.option(
    "--rules",
    "own",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="本单位的规则设置（YAML）：列出实际使用的规则。",
)
@JSON
def command(own: Path | None, as_json: bool) -> None:
    """列出全部检查规则：理由、依据和例子。"""
    from assistant import pipeline
    from assistant.check import RULES
    from assistant.export.notes import SEVERITY_WORDS
    from assistant.reviewing import office_choices

    choices = office_choices(pipeline.settings(rules=own))
    for rule in choices.rules(RULES):
        severity = choices.severity.get(rule.name, rule.severity)
        if as_json:
            echo_json(
                {
                    "rule": rule.name,
                    "severity": severity,
                    "why": rule.why,
                    "source": rule.source,
                    "flags": rule.flags,
                    "passes": rule.passes,
                }
            )
            continue
        click.echo(f"{rule.name}（{SEVERITY_WORDS[severity]}）\n  理由：{rule.why}\n  依据：{rule.source}")
        for words, examples in (("会报", rule.flags), ("不报", rule.passes)):
            for example in examples:
                click.echo(f"  {words}：{example}")
