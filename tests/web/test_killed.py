"""A power cut in the middle of an edit: what was answered is there, and the database is whole."""

import http.client
import random
import re
import sqlite3
import threading
import time
import urllib.error

CUTS = 2


def edits(visitor, case, answered, stop):
    """Write one sentence after another into the first paragraph until the server is gone."""
    page = visitor.get(f"{case}draft/")
    key = re.search(r'class="para[^"]*" id="([^"]+)"', page)[1]
    while not stop.is_set():
        text = f"第{len(answered) + 1}次写的一句话{random.random()}。"
        try:
            pane = visitor.part(f"{case}draft/p/{key}/")
            digest = re.search(r'name="digest" value="([^"]+)"', pane)[1]
            version = int(re.search(r'name="version" value="(\d+)"', pane)[1])
            status, _ = visitor.post(f"{case}draft/p/{key}/edit/", digest=digest, version=version, text=text)
        except (OSError, urllib.error.URLError, http.client.HTTPException):
            return
        if status == 200:
            answered.append(text)


def begun(visitor):
    visitor.post("/cases/new/", agency="某县水务局", year=2025)
    visitor.get("/cases/1/")
    assert visitor.post("/cases/1/notes/paste/", text="3月组织政务公开培训2期，60人次参加")[0] < 400
    assert visitor.post("/cases/1/draft/start/")[0] < 400
    for _ in range(300):
        if 'class="para' in visitor.get("/cases/1/draft/"):
            return
        time.sleep(0.3)
    raise AssertionError("no draft")


def cut(served, visitor, chance):
    """Kill the server while somebody writes; return what was answered."""
    answered, stop = [], threading.Event()
    writing = threading.Thread(target=edits, args=(visitor, "/cases/1/", answered, stop))
    writing.start()
    for _ in range(300):
        if len(answered) >= 2:
            break
        time.sleep(0.1)
    time.sleep(chance.random() / 2)
    served.kill()
    stop.set()
    writing.join(30)
    assert answered, "nothing was written before the cut"
    return answered


def test_what_was_answered_outlives_a_power_cut(serve, home):
    served = serve()
    visitor = served.visitor()
    begun(visitor)
    chance = random.Random(5)
    for _ in range(CUTS):
        answered = cut(served, visitor, chance)
        file = next(home.rglob("web.sqlite3"))
        with sqlite3.connect(file) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (now,) = database.execute("SELECT text FROM web_sentenceedit").fetchone()
            logged = " ".join(
                row[0] for row in database.execute("SELECT after FROM web_logentry WHERE what = 'edit.edit'")
            )
        assert all(text in logged or text.encode("unicode_escape").decode() in logged for text in answered)
        assert now == answered[-1] or int(re.search(r"第(\d+)次", now)[1]) == len(answered) + 1
        served = serve()
        visitor = served.visitor()
        assert now in visitor.get("/cases/1/draft/")
