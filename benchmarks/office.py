"""An office at work, for benchmarks/web.py: its server, a case of 500 notes drafted once, people who look and change."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
NOTES = 500
THINK = (0.5, 1.5)
"""Seconds a user looks at the page before the next action."""
ANSWERED = (200, 204, 302, 409)
TABS = ("", "notes/", "numbers/", "draft/", "findings/", "word/", "history/")

PREPARE = """
import json, sys
from pathlib import Path
from assistant.web import project
told = json.load(sys.stdin)
project.set_up(project.Options(Path(told["data"]), port=told["port"], desk=False, database=told["database"]))
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from assistant.web.services import cases, cutting, jobs
model = get_user_model()
admin = model.objects.create(username="root", is_superuser=True)
case = cases.create(admin, "某县水务局", 2025)
while job := jobs.claim():
    jobs.perform(job)
cutting.paste(case, admin, told["text"])
if told["draft"]:
    jobs.start(case, "draft", admin)
    while job := jobs.claim():
        jobs.perform(job)
cookies = []
for number in range(told["users"]):
    user = model.objects.create(username=f"user{number}", is_superuser=True)
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    cookies.append(store.session_key)
json.dump({"case": case.pk, "cookies": cookies, "notes": case.notes.count()}, sys.stdout)
"""


def paste() -> str:
    """Return 500 notes of the corpus as one paste."""
    lines = (ROOT / "corpus" / "notes.jsonl").read_text(encoding="utf-8").splitlines()[:NOTES]
    return "\n".join(json.loads(line)["text"].replace("\n", " ") for line in lines)


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The command, running as an office on a database of its own."""

    def __init__(self, data: Path, database: str = "", users: int = 20, draft: bool = False) -> None:
        self.data, self.database, self.port = data, database, free_port()
        told = {"data": str(data), "port": self.port, "database": database, "users": users, "text": paste()}
        told["draft"] = draft
        made = subprocess.run(
            [sys.executable, "-c", PREPARE], input=json.dumps(told).encode(), capture_output=True, check=True, cwd=ROOT
        )
        prepared = json.loads(made.stdout)
        self.case, self.cookies, self.notes = prepared["case"], prepared["cookies"], prepared["notes"]

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = ["--no-browser", "--office", "--port", str(self.port), "--data", str(self.data)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "serve", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "NIANBAO_DATABASE": self.database},
            cwd=ROOT,
            start_new_session=True,
        )
        for _ in range(600):
            try:
                User(self, 0).ask("GET", f"/cases/{self.case}/notes/")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start")

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it and everything it started."""
        os.killpg(self.process.pid, how)
        self.process.wait()


class User:
    """Somebody at the notes page: looks, relabels, accepts, undoes, opens other pages."""

    def __init__(self, server: Server, number: int) -> None:
        self.server, self.chance = server, random.Random(number)
        self.cookie = f"nianbao_{server.port}_session={server.cookies[number]}"
        self.token = ""
        self.rows: list[str] = []
        self.took: dict[str, list[float]] = defaultdict(list)
        self.told: list[tuple[str, str]] = []
        """Notes and categories the server said it kept."""

    def ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str]:
        """Ask one thing on a fresh connection and return status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        headers = {"Cookie": f"{self.cookie}; nianbao_{self.server.port}_csrf={self.token[:32]}", "HX-Request": "true"}
        body = None
        if fields is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token[:32]}
            body = urlencode(fields)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def act(self) -> None:
        """Do one thing, as often as people do it."""
        here = f"/cases/{self.server.case}/"
        name = self.chance.choices(("notes", "label", "accept", "files", "cases"), (2, 6, 4, 1, 1))[0]
        if not self.rows or name == "notes":
            page = self._timed("notes", "GET", f"{here}notes/?show=all&page={self.chance.randint(1, 5)}")
            self.rows = [part.split('"')[0] for part in page.split('data-seen="')[1:]]
        elif name in ("files", "cases"):
            self._timed(name, "GET", here if name == "files" else "/")
        else:
            row = self.chance.choice(self.rows)
            fields = {"seen": row}
            if name == "label":
                fields["category"] = self.chance.choice(("政策解读", "公示公告", "工作进展", "其他文件"))
            page = self._timed(name, "POST", f"{here}notes/{name}/", fields)
            fresh = page.split('data-seen="')[1].split('"')[0] if 'data-seen="' in page else row
            self.rows[self.rows.index(row)] = fresh

    def _timed(self, name: str, method: str, path: str, fields: dict[str, str] | None = None) -> str:
        start = time.perf_counter()
        status, page = self.ask(method, path, fields)
        self.took[name].append(time.perf_counter() - start)
        if status not in ANSWERED:
            raise SystemExit(f"{method} {path}: {status}")
        if name == "label" and status == 200 and fields:
            self.told.append((fields["seen"].split(":")[0], fields["category"]))
        return page


def run_users(server: Server, count: int, seconds: float, stop: threading.Event | None = None) -> list[User]:
    """Let users act for a while and return them."""
    users = [User(server, number) for number in range(count)]
    for user in users:
        user.token = "x" * 32
    end = time.monotonic() + seconds

    def live(user: User) -> None:
        time.sleep(user.chance.uniform(0, THINK[1]))
        while time.monotonic() < end and not (stop and stop.is_set()):
            try:
                user.act()
            except (OSError, http.client.HTTPException):
                if stop is None:
                    raise
            time.sleep(user.chance.uniform(*THINK))

    threads = [threading.Thread(target=live, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return users
