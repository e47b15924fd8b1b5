"""`nianbao serve` as its users start it."""

import re
import socket
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar

import pytest


def test_a_desk_prints_one_address_and_opens_with_it_alone(serve):
    served = serve()
    assert re.fullmatch(rf"http://127\.0\.0\.1:{served.port}/enter/[\w-]{{40,}}/", served.address)
    assert served.status("/") == 403
    assert served.status("/cases/1/notes/") == 403
    jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    assert served.status(served.address.removeprefix(served.base), jar) == 200
    assert served.status("/", jar) == 200
    assert "http://" not in served.stop()


def test_an_office_prints_the_administrators_link_first(serve):
    served = serve("--office")
    assert "/ticket/" in served.address
    assert served.status("/login/") == 200
    assert "http://" not in served.stop()


def test_a_desk_is_never_open_to_other_machines(home):
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--no-browser", "--host", "0.0.0.0"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "--office" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("address", ["mysql://x", "nonsense:"])
def test_a_database_nobody_knows_is_explained(home, address):
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "serve", "--no-browser", "--database", address],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert "数据库地址" in done.stderr and "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_explained(home):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "serve", "--no-browser", "--port", port], capture_output=True, text=True
        )
    assert done.returncode == 2 and "--port" in done.stderr
