"""The review pages under load: a case of 500 notes, p50 and p95 per action with 1 and 20 users at once.

Each user acts, waits about a second as people do, and acts again. SQLite always; PostgreSQL where --postgres names one, or
where this machine has Debian's server to start for the while; otherwise it is left out, with the reason.
With --kills N the server is killed with SIGKILL at N random moments under load; every change it had answered must be there.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent))  # behind everything: statistics.py stands here too
from office import TABS, Server, User, free_port, run_users

MOST_MS = 300
"""What 20 users at once may wait, in the 95th of 100 cases."""
MOST_BYTES = 300_000
TIMES = 20


def summary(users: list[User]) -> dict[str, Any]:
    """Return p50 and p95 in milliseconds per action."""
    every: dict[str, list[float]] = defaultdict(list)
    for user in users:
        for name, took in user.took.items():
            every[name] += took
    return {
        name: {
            "count": len(took),
            "p50_ms": round(statistics.median(took) * 1000, 1),
            "p95_ms": round(_p95(took) * 1000, 1),
            "p95_of_limit": round(_p95(took) * 1000 / MOST_MS, 2),
        }
        for name, took in sorted(every.items())
    }


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)]


def pages(server: Server) -> dict[str, Any]:
    """Return what each page of the drafted case takes and weighs, as shares of the limits; one user, nobody else."""
    user, found = User(server, 0), {}
    for tab in TABS:
        took, size = [], 0
        for _ in range(TIMES):
            start = time.perf_counter()
            status, page = user.ask("GET", f"/cases/{server.case}/{tab}")
            took.append(time.perf_counter() - start)
            size = len(page.encode())
            if status != 200:
                raise SystemExit(f"{tab}: {status}")
        found[tab.strip("/") or "files"] = {
            "p50_of_limit": round(statistics.median(took) * 1000 / MOST_MS, 2),
            "p95_of_limit": round(_p95(took) * 1000 / MOST_MS, 2),
            "size_of_limit": round(size / MOST_BYTES, 2),
        }
    return found


def measure(database: str, seconds: float) -> dict[str, Any]:
    """Return what 1 and 20 users waited for on a database."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), database, draft=True)
        server.start()
        try:
            run_users(server, 1, 3)
            return {
                "notes": server.notes,
                "pages": pages(server),
                **{f"users_{count}": summary(run_users(server, count, seconds)) for count in (1, 20)},
            }
        finally:
            server.stop()


def kill(times: int) -> dict[str, Any]:
    """Kill the server at random moments under load; return how many answered changes were there afterwards."""
    chance = random.Random(50)
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder))
        kept = lost = 0
        for _ in range(times):
            server.start()
            stop = threading.Event()
            killer = threading.Timer(chance.uniform(2, 7), _kill, (server, stop))
            killer.start()
            users = run_users(server, 12, 15, stop)
            killer.join()
            with sqlite3.connect(Path(folder) / "web.sqlite3") as database:
                sound = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
                logged = {
                    (key, json.loads(after)["category"])
                    for key, after in database.execute(
                        "SELECT n.id, l.after FROM web_logentry l JOIN web_note n ON n.key = l.target WHERE l.what = 'note.label'"
                    )
                }
            if not sound:
                raise SystemExit("the database is damaged")
            told = {(int(note), category) for user in users for note, category in user.told}
            same = _unchanged(Path(folder), told)
            kept, lost = kept + len(told & (logged | same)), lost + len(told - logged - same)
        return {"kills": times, "answered": kept + lost, "lost": lost}


def _kill(server: Server, stop: threading.Event) -> None:
    stop.set()
    server.stop(signal.SIGKILL)


def _unchanged(data: Path, told: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Return the answers that were no change: the label stood there already."""
    with sqlite3.connect(data / "web.sqlite3") as database:
        now = dict(database.execute("SELECT id, given_category FROM web_note").fetchall())
    return {(note, category) for note, category in told if now.get(note) == category}


@contextmanager
def postgres(address: str) -> Iterator[str]:
    """Yield the address of a PostgreSQL database: the one given, or one started here for the while."""
    if address:
        yield address
        return
    owner: dict[str, Any] = {"user": "postgres", "group": "postgres", "cwd": "/"} if os.geteuid() == 0 else {}
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, **owner}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if owner:
            shutil.chown(folder, "postgres", "postgres")
        port, data = free_port(), f"{folder}/data"
        subprocess.run([_program("initdb"), "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8"], **quiet)
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        start = [_program("pg_ctl"), "-D", data, "-w", "-o", options, "-l", f"{folder}/log", "start"]
        subprocess.run(start, **quiet)
        try:
            yield f"postgresql://bench@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([_program("pg_ctl"), "-D", data, "-m", "fast", "stop"], **quiet)


def _program(name: str) -> str:
    """Return one of PostgreSQL's programs, from Debian's folder or the path."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(places[-1]) if places else name


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--postgres", default=os.environ.get("NIANBAO_BENCH_POSTGRES", ""))
    asked = parser.parse_args()
    told: dict[str, Any] = {"cores": os.cpu_count(), "load": os.getloadavg()[0], "sqlite": measure("", asked.seconds)}
    try:
        with postgres(asked.postgres) as address:
            told["postgresql"] = measure(address, asked.seconds)
    except (OSError, LookupError) as error:
        told["postgresql"] = f"left out: {error}"
    except subprocess.CalledProcessError as error:
        told["postgresql"] = f"left out (the database must be there and empty): {error.stderr.decode()[-200:]}"
    if asked.kills:
        told["killed"] = kill(asked.kills)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main()
