"""The same work for many things, in several processes; what one of them loses, the others keep."""

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def each(
    work: Callable[[_Given], _Made], given: Sequence[_Given], workers: int, done: Callable[[int], None]
) -> list[_Made | None]:
    """Return what `work` makes of each, in order, in `workers` processes; None where its process died."""
    if workers <= 1:
        made: list[_Made | None] = []
        for number, one in enumerate(given, 1):
            made.append(work(one))
            done(number)
        return made
    results, left = _pooled(work, given, workers, done)
    for place in left:  # a process that dies takes the others' work with it: what is left is done one by one
        results |= _pooled(work, [given[place]], 1, lambda _: None, place)[0]
        done(len(results))
    return [results.get(place) for place in range(len(given))]


def _pooled(
    work: Callable[[_Given], _Made], given: Sequence[_Given], workers: int, done: Callable[[int], None], first: int = 0
) -> tuple[dict[int, _Made], list[int]]:
    """Return the results by place, and the places whose process died."""
    results: dict[int, _Made] = {}
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        places: dict[Future[_Made], int] = {pool.submit(work, one): first + at for at, one in enumerate(given)}
        for future in as_completed(places):
            try:
                results[places[future]] = future.result()
            except BrokenProcessPool:
                continue
            done(len(results))
    return results, sorted(set(places.values()) - results.keys())
