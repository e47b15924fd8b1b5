"""The console script `nianbao`: one group, one file per command, problems printed in one place."""

import gettext
import os
import sys
from pathlib import Path

import click

from assistant import __version__
from assistant.errors import AssistantError

_DOMAIN = "nianbao"


def _speak_chinese() -> None:
    """Let click's own messages (usage, missing option …) come from our catalogue, whatever the locale of the machine."""
    os.environ["LANGUAGE"] = "zh_CN"
    gettext.bindtextdomain(_DOMAIN, str(Path(__file__).parent / "locale"))
    gettext.textdomain(_DOMAIN)


_speak_chinese()  # before the commands below are declared: click translates option help when it is declared

from assistant.cli import (  # noqa: E402
    batch,
    check,
    classify,
    compare,
    corpus,
    doctor,
    draft,
    figures,
    items,
    ledger,
    parse,
    rollup,
    rules,
    serve,
    suggest,
    train,
)
from assistant.mishaps import describe  # noqa: E402


class _Commands(click.Group):
    """A group that prints an AssistantError as problem and hint and exits 2."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AssistantError as error:
            click.echo(f"错误：{error.problem}", err=True)
            if error.hint:
                click.echo(f"提示：{error.hint}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
            ctx.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            problem, hint = describe(error)
            click.echo(f"错误：{problem}\n提示：{hint}", err=True)
            ctx.exit(2)


@click.group(
    cls=_Commands,
    options_metavar="[选项]",
    subcommand_metavar="命令 …",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="nianbao")
def main() -> None:
    """年报助手：起草政府信息公开工作年度报告。

    全部在本机运行，不联网。退出码：0 完成；1 完成，但材料中有错误；2 无法运行。
    """


_COMMANDS = (
    draft,
    batch,
    classify,
    train,
    items,
    suggest,
    corpus,
    figures,
    ledger,
    rollup,
    parse,
    check,
    compare,
    rules,
    serve,
    doctor,
)

for _command in (module.command for module in _COMMANDS):
    _command.options_metavar = "[选项]"
    main.add_command(_command)
