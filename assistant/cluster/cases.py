"""Cases as Ray tasks: each is drafted wherever there is room, and again elsewhere when its machine is lost."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Any

import ray

from assistant.batch import Limits, Outcome, Scheduler, Task, failed
from assistant.batch.pool import DIED
from assistant.cluster.connect import Lost, connected, cores
from assistant.cluster.guard import guarded

_AHEAD = 2
"""Tasks a core that are handed out at once: enough to keep every core busy, few enough to fit into memory."""
_LIVES = 4
"""Times a case may lose its process or machine before it is taken for the cause."""
_PAUSE_S = 1.0


def scheduler(address: str, limits: Limits) -> Scheduler:
    """Return what has tasks done by the cluster at an address, within limits for each case."""

    def schedule(tasks: Sequence[Task]) -> Iterator[Outcome]:
        if tasks:
            with connected(address):
                yield from _Round(limits).outcomes(tasks)

    return schedule


class _Round:
    """The tasks of one run, waiting or at work."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._waiting: deque[Task] = deque()
        self._working: dict[Any, Task] = {}
        self._lost: Counter[str] = Counter()
        self._work: Any = ray.remote(num_cpus=1, max_retries=0)(guarded)

    def outcomes(self, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Yield what becomes of each task, as they finish."""
        self._waiting.extend(tasks)
        try:
            while self._waiting or self._working:
                self._hand_out()
                ready, _ = ray.wait(list(self._working), num_returns=1, timeout=_PAUSE_S)
                for reference in ready:
                    yield from self._taken(reference, self._working.pop(reference))
        finally:
            for reference in self._working:
                ray.cancel(reference, force=True)

    def _hand_out(self) -> None:
        room = _AHEAD * cores() - len(self._working)
        while self._waiting and room > 0:
            task = self._waiting.popleft()
            self._working[self._work.remote(task, self._limits)] = task
            room -= 1

    def _taken(self, reference: Any, task: Task) -> Iterator[Outcome]:  # noqa: ANN401
        try:
            yield ray.get(reference)
        except Lost:
            self._lost[task.name] += 1
            if self._lost[task.name] < _LIVES:
                self._waiting.append(task)
            else:
                yield failed(task, *DIED)
