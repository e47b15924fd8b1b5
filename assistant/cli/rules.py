"""`nianbao rules`: every rule with its reason, source and examples."""

import click

from assistant.cli.options import JSON, echo_json


@click.command("rules")
@JSON
def command(as_json: bool) -> None:
    """列出全部检查规则：理由、依据和例子。"""
    from assistant.check import RULES
    from assistant.export.notes import SEVERITY_WORDS

    for rule in RULES:
        if as_json:
            echo_json(
                {
                    "rule": rule.name,
                    "severity": rule.severity,
                    "why": rule.why,
                    "source": rule.source,
                    "flags": rule.flags,
                    "passes": rule.passes,
                }
            )
            continue
        click.echo(f"{rule.name}（{SEVERITY_WORDS[rule.severity]}）\n  理由：{rule.why}\n  依据：{rule.source}")
        for words, examples in (("会报", rule.flags), ("不报", rule.passes)):
            for example in examples:
                click.echo(f"  {words}：{example}")
