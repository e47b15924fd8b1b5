"""The pages' tests: Django is set up once, every test gets a fresh database and data folder."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.web import project

BROWSER_LIMIT = 400
"""Seconds a test in a browser may take."""

NOTES = """1月4日 召开政务公开领导小组会议1次
2.20 网站发布政策解读3份
3月组织政务公开培训2期，60人次参加
5.6 公开2024年度部门决算
办理人大建议4件、政协提案6件，答复全部公开
依申请公开受理2件，均按期答复
"""


@pytest.fixture(scope="session")
def _django(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    project.set_up(project.Options(folder))
    from django.db import connections

    connections.close_all()
    return folder


@pytest.fixture
def site(_django, tmp_path):
    """Return the data folder of this test; database and files are its own, and Django serves a desk."""
    from django.core.cache import cache
    from django.db import connections
    from django.test import override_settings

    database = tmp_path / "web.sqlite3"
    shutil.copy(_django / "web.sqlite3", database)
    connections["default"].settings_dict["NAME"] = str(database)
    with override_settings(DATA_DIR=tmp_path, DESK=True):
        yield tmp_path
    cache.clear()
    connections.close_all()


def browser_of(user, **options):
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", **options)
    client.force_login(user)
    return client


@pytest.fixture
def client(site):
    """Return a client signed in as the desk's user."""
    from assistant.web.services import people

    return browser_of(people.desk_user())


@pytest.fixture
def make_case(site):
    """Make a case with notes, read, as the desk's user or another."""
    from django.contrib.auth import get_user_model

    from assistant.web.services import cases, cutting, jobs, people

    def make(name="某县水务局", year=2025, text=NOTES, who=None):
        who = who or get_user_model().objects.filter(is_superuser=True).first() or people.desk_user()
        case = cases.create(who, name, year, level="县级部门")
        while job := jobs.claim():
            jobs.perform(job)
        if text:
            cutting.paste(case, who, text)
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def drafted(site):
    """Draft a case as the worker does and return it afresh."""
    from assistant.web.services import jobs, people

    def draft(case, who=None):
        jobs.start(case, "draft", who or people.desk_user())
        while job := jobs.claim():
            jobs.perform(job)
            assert job.state == "done", (job.problem, job.hint)
        case.refresh_from_db()
        return case

    return draft


@pytest.fixture(scope="session")
def _kept(tmp_path_factory):
    return tmp_path_factory.mktemp("drafted") / "site"


@pytest.fixture
def drafted_case(site, client, make_case, drafted, _kept):
    """Return a drafted case of the usual notes; it is drafted once, and every test gets a copy of files and rows."""
    from django.db import connections

    from assistant.web.models import Case
    from assistant.web.services import people

    if not _kept.exists():
        drafted(make_case())
        connections.close_all()
        shutil.copytree(site, _kept)
    connections.close_all()
    shutil.copytree(_kept, site, dirs_exist_ok=True)
    client.force_login(people.desk_user())
    return Case.objects.get()


@pytest.fixture
def office(site):
    """Serve an office: `office.user(role, agency)` returns a signed-in client, `office.admin` the administrator's."""
    from django.contrib.auth import get_user_model
    from django.test import Client, override_settings

    from assistant.web.models import Agency, Membership

    def user(role, agency, name=""):
        made = get_user_model().objects.create(username=name or f"{role}-{agency}")
        Membership.objects.create(user=made, agency=Agency.objects.get_or_create(name=agency)[0], role=role)
        return browser_of(made)

    with override_settings(DESK=False):
        administrator = get_user_model().objects.create(username="root", is_superuser=True)
        yield SimpleNamespace(
            user=user,
            admin=browser_of(administrator),
            administrator=administrator,
            anonymous=Client(SERVER_NAME="127.0.0.1"),
        )


@pytest.fixture(scope="session")
def chromium():
    """Return the path of the system's Chromium, or skip."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    return Path(path)


@contextlib.contextmanager
def limited(seconds):
    """Fail what takes longer, so that nothing hangs (where the system has alarms)."""

    def over(_number, _frame):
        raise TimeoutError(f"took longer than {seconds} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    """The command running; `lines` is what it printed on standard output."""

    def __init__(self, home, *options):
        self.port = free_port()
        command = [sys.executable, "-m", "assistant", "serve", "--no-browser", "--port", str(self.port), *options]
        environment = {**os.environ, "NIANBAO_HOME": str(home)}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
        self.address = self.process.stdout.readline().decode().strip()
        self.base = f"http://127.0.0.1:{self.port}"

    def status(self, path, opener=None):
        for _ in range(50):
            try:
                with (opener or urllib.request.build_opener()).open(self.base + path) as answer:
                    return answer.status
            except urllib.error.HTTPError as error:
                return error.code
            except urllib.error.URLError:
                time.sleep(0.2)
        raise AssertionError("no answer")

    def visitor(self):
        """Return somebody who has opened the printed address."""
        return Visitor(self)

    def kill(self):
        """End it as a power cut would."""
        self.process.kill()
        self.process.communicate(timeout=20)

    def stop(self):
        self.process.terminate()
        out, _ = self.process.communicate(timeout=20)
        return out.decode()


class Visitor:
    """A browser without script: keeps cookies, sends the token of the last page with what it posts."""

    def __init__(self, served):
        self.base = served.base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.token = ""
        self.get(served.address.removeprefix(served.base))

    def part(self, path):
        """Return what a page's script would ask for."""
        return self.get(path, {"HX-Request": "true"})

    def get(self, path, headers=None):
        request = urllib.request.Request(self.base + path, headers=headers or {})
        with self.opener.open(request, timeout=60) as answer:
            text = answer.read().decode(errors="ignore")
        if found := re.search(r'data-csrf="([^"]+)"', text):
            self.token = found[1]
        return text

    def post(self, path, **fields):
        headers = {"X-CSRFToken": self.token, "HX-Request": "true", "Referer": self.base + path}
        request = urllib.request.Request(self.base + path, urllib.parse.urlencode(fields).encode(), headers)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.read().decode(errors="ignore")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="ignore")


@pytest.fixture(scope="module")
def time_limit():
    """Return what fails a part of a test that takes longer than some seconds."""
    return limited


@pytest.fixture(scope="module")
def serve_office(tmp_path_factory):
    """Serve an office for all tests of a module."""
    running = Served(tmp_path_factory.mktemp("office"), "--office")
    yield running
    running.stop()


@pytest.fixture
def serve(home):
    running = []

    def start(*options):
        running.append(Served(home, *options))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.stop()


@pytest.fixture(scope="module")
def _running(chromium):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def browser(_running):
    """Return headless Chromium; its windows are closed after the test."""
    before = _running.contexts
    with limited(BROWSER_LIMIT):
        yield _running
    for context in _running.contexts:
        if context not in before:
            context.close()
