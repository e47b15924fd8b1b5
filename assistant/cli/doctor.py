"""`nianbao doctor`: is everything in order on this machine."""

import click

from assistant.cli.options import JSON, echo_json, progress


@click.command("doctor")
@JSON
def command(as_json: bool) -> None:
    """检查安装是否正常：版本、字体、模型、语料、磁盘、内存、权限，并试起草一份。

    每个问题都写明办法。有“问题”时退出码为 1；“提醒”不影响使用。
    """
    from assistant.doctor import WORDS, State, examine

    with progress() as say:
        told = examine(say)
    wrong = sum(each.state is State.WRONG for each in told)
    reminders = sum(each.state is State.REMINDER for each in told)
    if as_json:
        echo_json({"checks": told, "wrong": wrong, "reminders": reminders})
    else:
        for each in told:
            click.echo(f"{WORDS[each.state]} {each.part}：{each.message}")
            if each.remedy:
                click.echo(f"    办法：{each.remedy}")
        click.echo(f"共检查{len(told)}项：问题{wrong}项，提醒{reminders}项。")
    raise SystemExit(1 if wrong else 0)
