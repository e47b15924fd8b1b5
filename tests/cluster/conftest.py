"""Two nodes of processes on loopback."""

import os
import socket
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
os.environ.setdefault("RAY_agent_register_timeout_ms", "120000")
os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")

_TRIES = 2


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Start a head with one core and a second node with one."""
    from ray.cluster_utils import Cluster

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(_without_slow(tmp_path_factory.mktemp("without"))))
        yield from _started(Cluster)


def _started(cluster_class):
    for _ in range(_TRIES):
        made = cluster_class()
        try:
            made.add_node(num_cpus=1, include_dashboard=False, **_ports())
            made.second = made.add_node(num_cpus=1, **_ports())
            break
        except Exception as error:  # Ray raises nothing else where its own processes take more than 15 s to start
            made.shutdown()
            told = str(error)
    else:
        pytest.skip(f"Ray does not come up on this machine, which may be too busy: {told}")
    yield made
    made.shutdown()


def _without_slow(folder):
    """Keep what jsonschema imports where it finds it from Ray's processes: it takes each of them five seconds."""
    (folder / "rfc3987_syntax.py").write_text("raise ImportError\n")
    return folder


def _ports():
    """Return free ports for the agents of a node: on a busy machine Ray gives up waiting for them to choose theirs."""
    names = ("metrics_agent_port", "metrics_export_port", "dashboard_agent_listen_port", "runtime_env_agent_port")
    with ExitStack() as stack:
        places = [stack.enter_context(socket.socket()) for _ in names]
        for place in places:
            place.bind(("127.0.0.1", 0))
        return {name: place.getsockname()[1] for name, place in zip(names, places, strict=True)}


def workers_of(node, doing):
    """Return the process ids of the workers that a node has at work on something, by a word of what Ray calls it."""
    raylet = node.all_processes["raylet"][0].process.pid
    found = []
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                busy = doing.encode() in (place / "cmdline").read_bytes()
            except OSError:
                continue
            if parent == raylet and busy:
                found.append(int(place.name))
    return found


@pytest.fixture(scope="module")
def kill_a_worker():
    def kill(*nodes, doing="guarded"):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            for node in nodes:
                for worker in workers_of(node, doing):
                    os.kill(worker, 9)
                    return worker
            time.sleep(0.02)
        raise AssertionError("no worker is at work")

    return kill


@pytest.fixture
def two_nodes(cluster):
    """Return the cluster with its second node, though a test before lost it."""
    if not cluster.second.all_processes.get("raylet") or cluster.second not in cluster.worker_nodes:
        cluster.second = cluster.add_node(num_cpus=1, **_ports())
    return cluster
