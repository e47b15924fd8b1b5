"""The way to a Ray cluster, and the errors of its machines."""

import logging
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import ray
from ray.exceptions import RayError
from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

from assistant.errors import AssistantError

_Asked = TypeVar("_Asked")
_PATIENCE_S = 10.0
Lost = RayError
"""What reaching for a result raises when the process or the machine that made it is gone."""


@contextmanager
def connected(address: str) -> Iterator[None]:
    """Be connected to the cluster of an address (`host:6379`, `auto`) for a while.

    Raises:
        AssistantError: there is none, or it speaks another version of Ray or Python.

    """
    if ray.is_initialized():  # by who called us; it stays so
        yield
        return
    try:
        _reach(address)
        ray.init(address=address, log_to_driver=False, configure_logging=False, logging_level=logging.ERROR)
    except (ConnectionError, OSError, RuntimeError, ValueError, TimeoutError) as error:
        hint = "请检查地址，用 ray status 查看集群，各机器的 Python 与 Ray 版本要一致"
        raise AssistantError(f"连不上 Ray 集群 {address}", hint) from error
    try:
        yield
    finally:
        ray.shutdown()


def _reach(address: str) -> None:
    """Raise OSError where nothing listens at `host:port`; Ray itself tries for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), _PATIENCE_S).close()


def cores() -> int:
    """Return how many tasks the cluster works on at once."""
    resources: dict[str, float] = ray.cluster_resources()  # type: ignore[no-untyped-call]
    return max(1, int(resources.get("CPU", 1)))


def here() -> dict[str, Any]:
    """Return Ray's options for an actor that must live on this machine and does little."""
    node = ray.get_runtime_context().get_node_id()
    return {"num_cpus": 0, "scheduling_strategy": NodeAffinitySchedulingStrategy(node, soft=False)}


def everywhere(test: Callable[[_Asked], bool], asked: _Asked) -> bool:
    """Tell whether every machine of the cluster answers a question with yes."""
    nodes = [node["NodeID"] for node in ray.nodes() if node["Alive"]]  # type: ignore[no-untyped-call]
    work = ray.remote(num_cpus=0)(test)
    chosen = [NodeAffinitySchedulingStrategy(node, soft=False) for node in nodes]
    return all(ray.get([work.options(scheduling_strategy=each).remote(asked) for each in chosen]))
