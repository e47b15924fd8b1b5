"""Workers that die, hang or grow: each is replaced and only its case fails."""

import io
import os
import signal
import sys
import threading
import time
import zipfile

import pytest

from assistant.batch import Limits, Pool, State, Task
from assistant.errors import AssistantError
from assistant.pipeline import settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes without a reader are of POSIX")


def tasks(folders, tmp_path, **chosen):
    quick = settings(charts=False, suggestions=0, vectors=False, **chosen)
    return [Task(each.name, each.name, each, quick, "base", "", tmp_path / "new" / each.name) for each in folders]


def states(pool, given):
    return {each.name: each for each in pool(given)}


def test_workers_answer_every_task_and_are_gone_afterwards(case, tmp_path):
    pool = Pool(2)
    made = states(pool, tasks([case(f"c{number}") for number in range(5)], tmp_path))
    assert {each.state for each in made.values()} == {State.DONE} and len(made) == 5
    assert pool._staff == []
    assert (tmp_path / "new" / "c3" / "report.docx").exists()


def test_a_case_that_hangs_fails_alone_after_its_time(case, tmp_path):
    hung = case("hung")
    os.mkfifo(hung / "网络盘.txt")  # reading it waits for ever, as on a share that vanished
    made = states(Pool(2, Limits(seconds=8)), tasks([hung, case("a"), case("b")], tmp_path))
    assert [each.name for each in made.values() if each.state is State.FAILED] == ["hung"]
    assert "超过8秒" in made["hung"].problem and "--timeout" in made["hung"].hint


def test_a_worker_that_grows_fails_its_case_alone(case, tmp_path):
    large = case("large")
    word(large / "日志.docx", paragraphs=150_000)
    made = states(Pool(1, Limits(megabytes=250)), tasks([case("a"), large, case("b")], tmp_path))
    assert {name: each.state for name, each in made.items()} == {
        "a": State.DONE,
        "large": State.FAILED,
        "b": State.DONE,
    }
    assert "250MB" in made["large"].problem and "--memory" in made["large"].hint


def word(path, paragraphs):
    """Write a Word file that is small on the disk and large in memory."""
    from docx import Document

    plain = io.BytesIO()
    Document().save(plain)
    body = "<w:p><w:r><w:t>3月5日组织政务公开培训2次</w:t></w:r></w:p>" * paragraphs
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in parts.namelist():
            content = parts.read(name)
            made.writestr(
                name,
                content.replace(b"<w:sectPr", body.encode() + b"<w:sectPr", 1)
                if name == "word/document.xml"
                else content,
            )


def test_a_killed_worker_is_replaced_and_its_case_done_by_another(case, tmp_path):
    slow = case("slow")
    os.mkfifo(slow / "慢.txt")
    pool, killed = Pool(1), []

    def started(task):
        if not killed:
            killed.append(pool._staff[0].process.pid)
            threading.Timer(1.0, kill_and_let_go).start()

    def kill_and_let_go():
        os.kill(killed[0], signal.SIGKILL)
        (slow / "慢.txt").unlink()

    pool.started = started
    made = states(pool, tasks([slow, case("a")], tmp_path))
    assert {each.state for each in made.values()} == {State.DONE}


def test_a_case_that_kills_its_workers_is_given_up_with_a_reason(case, tmp_path):
    poison = case("poison")
    os.mkfifo(poison / "毒.txt")
    pool = Pool(1)

    def started(task):
        if task.name == "poison":
            threading.Timer(3.0, os.kill, (pool._staff[0].process.pid, signal.SIGKILL)).start()

    pool.started = started
    given = tasks([case("a"), poison, case("b")], tmp_path)
    made = states(pool, given)
    assert {name: each.state for name, each in made.items()} == {
        "a": State.DONE,
        "poison": State.FAILED,
        "b": State.DONE,
    }
    assert "意外结束" in made["poison"].problem


def test_what_no_case_could_be_drafted_with_stops_the_run_with_a_sentence(case, tmp_path):
    broken = settings(charts=False, suggestions=0, vectors=False, rules=tmp_path / "no such rules.yaml")
    given = [Task("a", "a", case("a"), broken, "base", "", tmp_path / "new" / "a")]
    with pytest.raises(AssistantError):
        list(Pool(1)(given))


def test_stopping_halfway_leaves_no_process(case, tmp_path):
    pool = Pool(2)
    running = pool(tasks([case(f"c{number}") for number in range(4)], tmp_path))
    next(running)
    pids = [each.process.pid for each in pool._staff]
    running.close()
    time.sleep(0.1)
    assert not any(alive(pid) for pid in pids)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
