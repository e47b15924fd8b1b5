"""One run over many cases: find them, leave what stands, have the rest drafted, place it, say what became of each."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from assistant.batch.find import Found, find_cases
from assistant.batch.key import program_key
from assistant.batch.place import Outputs
from assistant.batch.task import Outcome, State, Task
from assistant.errors import AssistantError
from assistant.mishaps import describe
from assistant.settings import Settings

Scheduler = Callable[[Sequence[Task]], Iterator[Outcome]]
"""Has tasks done, by whatever means, and yields an outcome for each as it finishes."""

_FIRST_YEAR = 1980
_STOPPED = "运行在轮到或做完它之前结束", "用同样的命令重新运行，会接着做"


class Watcher(Protocol):
    """Somebody who is told how a run goes on."""

    def begin(self, total: int) -> None:
        """So many cases are to be done."""

    def finished(self, outcome: Outcome) -> None:
        """One of them is done."""


class Ran(msgspec.Struct, frozen=True):
    """What a run did, case by case in the order of their paths."""

    outcomes: tuple[Outcome, ...]
    strangers: tuple[str, ...] = ()
    """Folders of outputs that belong to no case any more; they are left as they are."""
    interrupted: bool = False
    seconds: float = 0.0

    def count(self, state: State) -> int:
        """Return how many cases came to a state."""
        return sum(each.state == state for each in self.outcomes)

    @property
    def wrong(self) -> int:
        """How many cases have findings that are errors."""
        return sum(bool(each.counts.get("error")) for each in self.outcomes)


@dataclass(frozen=True)
class Order:
    """What is to be done: every case below `root`, its outputs below `out`."""

    root: Path
    out: Path
    settings: Settings
    force: bool = False
    """Draft what has not changed as well."""
    carried: bool = False
    """The outputs come back as bytes instead of being written by who makes them."""


def run_batch(order: Order, schedule: Scheduler, watcher: Watcher, done: Callable[[Ran], None]) -> Ran:
    """Draft and check every case; `done` gets the result while the outputs are still held, also after Ctrl-C.

    Raises:
        AssistantError: there is no case, the outputs cannot be written or another run holds them, or nothing can work.

    """
    began = time.monotonic()
    _refuse_clock()
    cases = find_cases(order.root, order.out)
    _refuse(order, cases)
    outputs = Outputs(order.out)
    with outputs.held():
        tasks, outcomes = _tasks(order, cases, outputs)
        watcher.begin(len(tasks))
        interrupted = _work(tasks, outputs, schedule, watcher, outcomes)
        rows = sorted(outcomes.values(), key=lambda each: each.case)
        strangers = outputs.strangers({each.name for each in cases})
        ran = Ran(tuple(rows), tuple(strangers), interrupted, round(time.monotonic() - began, 2))
        done(ran)
    return ran


def _refuse_clock() -> None:
    """Raise where the clock stands before 1980, a year that Word and Excel files cannot carry."""
    if (year := time.localtime().tm_year) < _FIRST_YEAR:
        raise AssistantError(f"电脑的日期不对（{year}年），写不了 Word 和 Excel 文件", "请先校准电脑的日期")


def _refuse(order: Order, cases: Sequence[Found]) -> None:
    """Raise where there is nothing to do, or where outputs would come to lie upon or within somebody's inputs."""
    if not cases:
        raise AssistantError(f"{order.root} 里没有案例", "每个案例是一个含 case.yaml 的文件夹，可以放在任意一层")
    inputs = {each.folder.resolve() for each in cases}
    above = inputs.union(*(folder.parents for folder in inputs))
    for each in cases:
        place = (order.out / each.name).resolve()
        if each.name and (place in above or inputs & {place, *place.parents}):
            told = f"输出会写到材料里面：{order.out / each.name}"
            raise AssistantError(told, "请用 -o 另选一个不在材料里面、也不含材料的文件夹")


def _tasks(order: Order, cases: Sequence[Found], outputs: Outputs) -> tuple[list[Task], dict[str, Outcome]]:
    """Return what is to be done, and the outcomes of what cannot be."""
    base = program_key(order.settings)
    tasks, outcomes = [], {}
    for each in cases:
        if each.problem:
            row = Outcome("", each.case, State.FAILED, problem=each.problem, hint=each.hint)
            outcomes[each.case] = row
            continue
        stands = None if order.force else outputs.done(each.name)
        known = stands.outcome.key if stands else ""
        aside = None if order.carried else outputs.aside(each.name)
        tasks.append(Task(each.name, each.case, each.folder, order.settings, base, known, aside))
    return tasks, outcomes


def _work(
    tasks: Sequence[Task], outputs: Outputs, schedule: Scheduler, watcher: Watcher, outcomes: dict[str, Outcome]
) -> bool:
    """Fill `outcomes`; return whether somebody broke off the run."""
    problem, hint = _STOPPED
    for each in tasks:
        outcomes[each.case] = Outcome(each.name, each.case, State.UNFINISHED, problem=problem, hint=hint)
    running = schedule(tasks)
    try:
        for made in running:
            outcomes[made.case] = settled = _settle(made, outputs)
            watcher.finished(settled)
    except KeyboardInterrupt:
        return True
    finally:
        if close := getattr(running, "close", None):
            close()
    return False


def _settle(made: Outcome, outputs: Outputs) -> Outcome:
    """Place what was made; return the outcome as it stands in the end."""
    try:
        if made.state is State.DONE:
            note = outputs.place(made)
            return msgspec.structs.replace(made, note=note, content={})
        if made.state is State.KEPT and (stands := outputs.done(made.name)):
            note = "输出有人改动过，没有重做" if outputs.edited(made.name) else ""
            return msgspec.structs.replace(
                stands.outcome, case=made.case, state=State.KEPT, seconds=made.seconds, note=note
            )
    except AssistantError as error:
        return Outcome(made.name, made.case, State.FAILED, problem=error.problem, hint=error.hint)
    except Exception as error:  # the other cases go on; this one is named
        problem, hint = describe(error)
        return Outcome(made.name, made.case, State.FAILED, problem=problem, hint=hint)
    return made
