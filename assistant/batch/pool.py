"""Processes that work for us and are watched: one that hangs, grows or dies is replaced, and only its case fails."""

import multiprocessing
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING

from assistant.batch.memory import resident_megabytes
from assistant.batch.task import Outcome, Task, failed
from assistant.batch.worker import Pipe, Refusal, Stage, work
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_TICK_S = 0.1
"""How often the memory and the time of workers are looked at."""
_WARM_S = 180.0
"""Seconds within which a worker must have loaded its models."""
_LIVES = 2
"""Workers that may die over one case before the case is taken for the cause."""
_STARTS = 3
"""Workers in a row that may die while they load their models."""
_RENEWED = 500
"""Cases after which a worker is replaced, so that nothing can grow without end."""
_GRACE_S = 5.0
"""How long a killed worker is waited for: one that hangs in a dead network disk cannot even be killed."""
_PRELOADED = "assistant.batch.preload"

DIED = ("处理这个案例的进程意外结束（可能内存不足或被系统终止）", "请单独起草这个案例，或减少 --workers 后重新运行")


@dataclass(frozen=True)
class Limits:
    """What one case may take."""

    seconds: float = 300.0
    megabytes: int = 2048


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Pipe
    since: float
    task: Task | None = None
    starting: bool = True
    """Whether it is still starting or loading its models."""
    worked: int = 0


@dataclass
class Pool:
    """Some workers, started when tasks come."""

    workers: int
    limits: Limits = field(default_factory=Limits)
    started: Callable[[Task], None] = lambda task: None
    """Told whenever work on a case begins."""
    _staff: list[_Worker] = field(default_factory=list)
    _waiting: deque[Task] = field(default_factory=deque)
    _deaths: dict[str, int] = field(default_factory=dict)
    _stillborn: int = 0

    def __call__(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what becomes of each task, as they finish.

        Raises:
            AssistantError: the models cannot be loaded, or no worker can be started.

        """
        self._waiting = deque(tasks)
        try:
            while self._waiting or any(each.task for each in self._staff):
                self._hire()
                yield from self._look()
        finally:
            self.stop()

    def stop(self) -> None:
        """End all workers at once; what they were making lies aside and is cleared away."""
        for worker in self._staff:
            worker.process.kill()
        for worker in self._staff:
            worker.process.join(_GRACE_S)
            worker.pipe.close()
        self._staff.clear()

    def _hire(self) -> None:
        """Give work to whoever is free, and start more workers while there is more to do than they can take."""
        for worker in self._staff:
            if not worker.starting and worker.task is None:
                self._give(worker)
        idle = sum(each.task is None for each in self._staff)
        wanted = min(self.workers - len(self._staff), len(self._waiting) - idle)
        for _ in range(wanted):
            self._staff.append(_start())

    def _look(self) -> Iterator[Outcome]:
        """Wait a moment for answers; give out work, replace who is lost, yield what is finished."""
        ready = wait([each.pipe for each in self._staff], _TICK_S)
        for worker in list(self._staff):
            if worker.pipe in ready:
                yield from self._heard(worker)
            elif reason := self._too_much(worker):
                starting, task = worker.starting, self._dismiss(worker)
                yield self._give_up(*reason) if starting or task is None else failed(task, *reason)

    def _heard(self, worker: _Worker) -> Iterator[Outcome]:
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lost(worker)
            return
        worker.starting = said is Stage.LOADING
        if isinstance(said, Refusal):
            self._give_up(said.problem, said.hint)
        if not isinstance(said, Outcome):
            worker.since = time.monotonic()
            return
        worker.task, self._stillborn = None, 0
        if worker.worked >= _RENEWED:
            self._dismiss(worker)
        else:
            self._give(worker)
        yield said

    def _give(self, worker: _Worker) -> None:
        """Give a worker its next task, before anything else is done with what it made."""
        if not self._waiting:
            return
        worker.task, worker.since = self._waiting.popleft(), time.monotonic()
        worker.worked += 1
        self.started(worker.task)
        try:
            worker.pipe.send(worker.task)
        except OSError:  # it died while idle; reading from it tells
            return

    def _lost(self, worker: _Worker) -> Iterator[Outcome]:
        """Have another try at the case of a worker that died, then give it up."""
        starting, task = worker.starting, self._dismiss(worker)
        self._stillborn += starting
        if self._stillborn >= _STARTS:
            self._give_up("工作进程一启动就意外结束", "请检查内存是否足够，运行 nianbao doctor 查看原因")
        if task is None:
            return
        if starting:
            self._waiting.appendleft(task)
            return
        self._deaths[task.name] = self._deaths.get(task.name, 0) + 1
        if self._deaths[task.name] < _LIVES:
            self._waiting.appendleft(task)
        else:
            yield failed(task, *DIED)

    def _too_much(self, worker: _Worker) -> tuple[str, str] | None:
        """Return why a worker must go, if it must."""
        spent = time.monotonic() - worker.since
        if worker.starting:
            return ("工作进程迟迟没有准备好", "请检查磁盘和内存，稍后重试") if spent > _WARM_S else None
        if worker.task is None:
            return None
        if spent > self.limits.seconds:
            told = f"超过{self.limits.seconds:g}秒没有完成，已停止"
            return told, "请检查材料是否过大、网络盘是否太慢，或用 --timeout 放宽时限"
        if resident_megabytes(worker.process.pid) > self.limits.megabytes:
            told = f"占用内存超过{self.limits.megabytes}MB，已停止"
            return told, "请检查材料是否过大，或用 --memory 放宽限额"
        return None

    def _dismiss(self, worker: _Worker) -> Task | None:
        """End a worker; return the task it had."""
        worker.process.kill()
        worker.process.join(_GRACE_S)
        worker.pipe.close()
        self._staff.remove(worker)
        return worker.task

    def _give_up(self, problem: str, hint: str) -> Outcome:
        raise AssistantError(problem, hint)


def _context() -> "SpawnContext | ForkServerContext":
    """Return how processes are made: copies of one that has everything loaded, where the system can copy processes."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    return context


def _start() -> _Worker:
    context = _context()
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,), daemon=True, name="nianbao-batch")
    try:
        process.start()
    except OSError as error:
        raise AssistantError("起不了工作进程", "请关闭其他程序，或减少 --workers") from error
    theirs.close()
    return _Worker(process, ours, time.monotonic())
