"""The same pages on PostgreSQL: Debian's server is started for the while where it is installed."""

import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest


def program(name):
    places = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = next((place / name for place in places if (place / name).exists()), None) or shutil.which(name)
    if found is None:
        pytest.skip(f"PostgreSQL's {name} is not installed")
    return str(found)


def as_whom():
    """PostgreSQL does not run as root: Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    import pwd

    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return {"user": "postgres", "group": "postgres", "cwd": "/"}


@pytest.fixture(scope="module")
def postgres():
    """Yield (address, statement): the database's address and what runs a statement in it."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    initdb, control, owner = program("initdb"), program("pg_ctl"), as_whom()
    folder = Path(tempfile.mkdtemp(prefix="nianbao-postgres-"))
    if owner:
        shutil.chown(folder, "postgres", "postgres")
    options = {"check": True, "stdout": subprocess.DEVNULL, "timeout": 60, **owner}
    port = 20000 + os.getpid() % 20000
    try:
        subprocess.run([initdb, "-D", f"{folder}/data", "-U", "tests", "-A", "trust", "-E", "UTF8"], **options)
        own = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        start = [control, "-D", f"{folder}/data", "-w", "-o", own, "-l", f"{folder}/log"]
        subprocess.run([*start, "start"], **options)
        yield f"postgresql://tests@127.0.0.1:{port}/postgres"
        subprocess.run([control, "-D", f"{folder}/data", "-m", "immediate", "stop"], **options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def ask(postgres):
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        yield lambda statement: connection.execute(statement).fetchall()


def drafted(visitor):
    visitor.post("/cases/new/", agency="某县水务局", year=2025)
    visitor.get("/cases/1/")
    assert (
        visitor.post("/cases/1/notes/paste/", text="3月组织政务公开培训2期，60人次参加\n5.6 公开2024年度部门决算")[0]
        < 400
    )
    assert visitor.post("/cases/1/draft/start/")[0] < 400
    for _ in range(300):
        page = visitor.get("/cases/1/draft/")
        if 'class="para' in page:
            return page
        time.sleep(0.3)
    raise AssertionError("no draft")


def test_a_case_is_drafted_edited_and_locked_on_postgresql(postgres, ask, serve, monkeypatch, time_limit):
    import psycopg

    monkeypatch.setenv("NIANBAO_DATABASE", postgres)
    with time_limit(300):
        visitor = serve().visitor()
        page = drafted(visitor)
        for each in ("", "notes/", "numbers/", "findings/", "word/", "history/"):
            assert "某县水务局" in visitor.get(f"/cases/1/{each}")
        key = re.search(r'class="para[^"]*" id="([^"]+)"', page)[1]
        pane = visitor.part(f"/cases/1/draft/p/{key}/")
        digest = re.search(r'name="digest" value="([^"]+)"', pane)[1]
        where = f"/cases/1/draft/p/{key}/edit/"
        assert visitor.post(where, digest=digest, version=0, text="甲写的一句。")[0] == 200
        assert visitor.post(where, digest=digest, version=0, text="乙写的一句。")[0] == 409
        version = re.search(r'name="version" value="(\d+)"', visitor.get("/cases/1/history/"))[1]
        assert visitor.post("/cases/1/history/lock/", version=version)[0] < 400
    assert ask("SELECT text FROM web_sentenceedit") == [("甲写的一句。",)]
    assert ask("SELECT count(*) FROM web_version WHERE locked") == [(1,)]
    for statement in ("UPDATE web_logentry SET who = 'x'", "DELETE FROM web_logentry", "DELETE FROM web_version"):
        with pytest.raises(psycopg.errors.RaiseException):
            ask(statement)
