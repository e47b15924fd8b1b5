"""`nianbao batch`: every case below a folder, drafted and checked in one run."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from assistant.batch import Limits, Outcome, Ran, Scheduler, Task
    from assistant.settings import Settings

_ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
_OUT = click.Path(file_okay=False, path_type=Path)


class _Quiet:
    """Watches without a word: nobody looks."""

    def begin(self, total: int) -> None:
        """Say nothing."""

    def started(self, task: "Task") -> None:
        """Say nothing."""

    def finished(self, outcome: "Outcome") -> None:
        """Say nothing."""


class _Shown(_Quiet):
    """Shows a person done and total, the time that is left, and the cases at work."""

    def __init__(self, bar: "Progress", line: "TaskID") -> None:
        self._bar, self._line = bar, line
        self._at_work: dict[str, None] = {}

    def begin(self, total: int) -> None:
        """Say how many cases there are."""
        self._bar.update(self._line, total=total)

    def started(self, task: "Task") -> None:
        """Name a case that is being drafted."""
        self._at_work[task.case] = None
        self._show(0)

    def finished(self, outcome: "Outcome") -> None:
        """Count a case."""
        self._at_work.pop(outcome.case, None)
        self._show(1)

    def _show(self, more: int) -> None:
        self._bar.update(self._line, advance=more, current="、".join(self._at_work))


@contextmanager
def _watching() -> Iterator[_Quiet]:
    """Yield who watches: a bar on standard error while a person looks, else nobody."""
    if not sys.stderr.isatty():
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("剩余"), TimeRemainingColumn())
    current = TextColumn("{task.fields[current]}", markup=False)
    with Progress(*columns, current, console=Console(stderr=True)) as bar:
        yield _Shown(bar, bar.add_task("", total=None, current="准备"))


@click.command("batch")
@click.argument("root", type=_ROOT, metavar="文件夹")
@click.option("-o", "--out", type=_OUT, required=True, help="草稿和汇总写到哪个文件夹，每个案例一个子文件夹。")
@click.option("--workers", type=click.IntRange(1, 256), help="用几个进程，默认与机器的核数相同。")
@click.option("--force", is_flag=True, help="全部重做；默认只做新的和有变化的。")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=300.0, help="每个案例的时限（秒），默认 300。")
@click.option("--memory", type=click.IntRange(64), default=2048, help="每个进程的内存限额（MB），默认 2048。")
@click.option("--no-charts", is_flag=True, help="不插入图表，更快。")
@click.option("--suggestions", type=click.IntRange(0, 10), default=0, help="每段附几条往年写法，默认不附，快得多。")
@click.option("--vectors", is_flag=True, help="归类和找往年写法时用句向量，更准，慢得多。")
@click.option("--ray", "address", metavar="地址", help="交给这个 Ray 集群去做（须安装 nianbao[cluster]）。")
@JSON
def command(root: Path, out: Path, as_json: bool, **given: object) -> None:
    """起草并检查一个文件夹里的全部案例（含 case.yaml 的文件夹，任意一层）。

    输出文件夹里每个案例一个子文件夹，旁边是 summary.json、summary.xlsx、summary.html。中断后用同样的命令接着做；再次运行只做新的和有变化的。
    """
    from assistant.batch import Order, run_batch, summary_json, write_summary

    with _ending_like_ctrl_c(), _watching() as watcher:
        order = Order(root, out, _settings(given), bool(given["force"]), bool(given["address"]))
        ran = run_batch(order, _scheduler(given, watcher), watcher, lambda ran: write_summary(ran, out))
    echo_json(summary_json(ran)) if as_json else _print(ran, out)
    raise SystemExit(_exit_code(ran))


def _settings(given: dict[str, object]) -> "Settings":
    from assistant import pipeline

    charts = False if given["no_charts"] else None
    return pipeline.settings(charts=charts, vectors=given["vectors"], suggestions=given["suggestions"])


def _scheduler(given: dict[str, object], watcher: _Quiet) -> "Scheduler":
    from assistant.batch import Limits, Pool

    limits = Limits(float(str(given["timeout"])), int(str(given["memory"])))
    if given["address"]:
        return _ray(str(given["address"]), limits)
    return Pool(int(str(given["workers"] or _cores())), limits, watcher.started)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _ray(address: str, limits: "Limits") -> "Scheduler":
    try:
        cluster = import_module("assistant.cluster")
    except ImportError as error:
        raise AssistantError("没有安装 Ray，不能用 --ray", '请运行 pip install "nianbao[cluster]"') from error
    made: Scheduler = cluster.scheduler(address, limits)
    return made


@contextmanager
def _ending_like_ctrl_c() -> Iterator[None]:
    """Let a request to end (kill, the system going down) end the run as cleanly as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit_code(ran: "Ran") -> int:
    """Return 2 where the run was broken off or nothing could be drafted, 1 where something is wrong, else 0."""
    from assistant.batch import State

    if ran.interrupted or ran.count(State.FAILED) == len(ran.outcomes):
        return 2
    return 1 if ran.wrong or ran.count(State.FAILED) else 0


def _print(ran: "Ran", out: Path) -> None:
    """Print how it went, each failure with its reason, and where the rest is told."""
    from assistant.batch import STATE_WORDS, State

    for each in ran.outcomes:
        if each.state is State.FAILED:
            hint = f"（{each.hint}）" if each.hint else ""
            click.echo(f"失败 {each.case}：{each.problem}{hint}", err=True)
        elif each.note:
            click.echo(f"注意 {each.case}：{each.note}", err=True)
    for name in ran.strangers:
        click.echo(f"注意 {name}：以前的输出，现在没有对应的案例，没有改动", err=True)
    counts = "，".join(f"{word}{ran.count(state)}个" for state, word in STATE_WORDS.items() if ran.count(state))
    click.echo(f"共{len(ran.outcomes)}个案例：{counts}；{ran.wrong}份草稿有错误。用时{ran.seconds:.0f}秒。")
    if ran.interrupted:
        click.echo("已中断：用同样的命令重新运行，会接着做未完成的案例。", err=True)
    click.echo(f"汇总见 {out / 'summary.html'}")
