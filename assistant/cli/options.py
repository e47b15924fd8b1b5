"""What several commands share: reading standard input, JSON lines, the progress line."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.ingest import Problem

SOURCE = click.argument("source", metavar="文件|-")
JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON（每行一个对象），供程序读取。")
YEAR = click.option(
    "--year", type=click.IntRange(2000, 2100), default=None, help="报告年度；日期没写年份时按这一年理解。"
)


def read_stdin() -> bytes:
    """Return standard input as bytes."""
    return sys.stdin.buffer.read()


def read_source(source: str) -> bytes | None:
    """Return standard input where the source is `-`; for a file, None once it is sure to exist."""
    if source == "-":
        return read_stdin()
    if not Path(source).exists():
        raise AssistantError(f"找不到文件“{source}”", "请检查路径；从标准输入读取请写 -")
    return None


def echo_json(value: object) -> None:
    """Print one JSON object on one line, in UTF-8 whatever the terminal's encoding."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows the present step on standard error while a person watches, else nothing."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status("准备") as status:
        yield status.update


def warn(problems: "Iterable[Problem]") -> None:
    """Print problems met in the user's material on standard error."""
    for problem in problems:
        click.echo(
            f"注意：{problem.place}：{problem.problem}" + (f"（{problem.hint}）" if problem.hint else ""), err=True
        )
