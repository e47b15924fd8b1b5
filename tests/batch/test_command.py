"""`nianbao batch` as people run it."""

import json
import os
import signal
import sys
import time

import pytest
from click.testing import CliRunner

from assistant.cli.main import main

QUICK = ("--no-charts", "--workers", "1")


def run(*arguments):
    """Run the command within this process; its workers are processes all the same."""
    return CliRunner().invoke(main, ["batch", *map(str, arguments)])


def wait_for(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)


def test_it_drafts_all_says_so_and_does_nothing_the_second_time(root, case, tmp_path, nianbao):
    for name in ("甲/水务局", "乙/水务局"):
        case(name)
    first = nianbao("batch", root, "-o", tmp_path / "out", *QUICK)
    assert first.returncode == 0, first.stderr
    assert first.stderr == "" and "共2个案例：已完成2个" in first.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"甲·水务局", "乙·水务局", "summary.html"}
    again = run(root, "-o", tmp_path / "out", *QUICK, "--json")
    assert json.loads(again.stdout)["states"] == {"done": 0, "kept": 2, "failed": 0, "unfinished": 0}


def test_a_failed_case_is_named_and_the_exit_code_says_so(root, case, tmp_path):
    case("好")
    (case("坏") / "case.yaml").write_text("year: 2024\n", encoding="utf-8")
    ran = run(root, "-o", tmp_path / "out", *QUICK)
    assert ran.exit_code == 1
    assert "失败 坏：" in ran.stderr and "agency" in ran.stderr and "Traceback" not in ran.stderr


def test_where_nothing_could_be_drafted_the_exit_code_is_two(root, case, tmp_path):
    (case("坏") / "case.yaml").write_text("year: 2024\n", encoding="utf-8")
    assert run(root, "-o", tmp_path / "out", *QUICK).exit_code == 2
    nothing = run(tmp_path / "out", "-o", tmp_path / "other")
    assert nothing.exit_code == 2 and "没有案例" in nothing.stderr


def heed_interrupts():
    """Let a process be interrupted though a shell started the tests in the background, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes without a reader and signals are of POSIX")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_broken_off_it_writes_its_summary_and_goes_on_the_next_time(root, case, tmp_path, nianbao, number):
    case("a")
    hung = case("b")
    os.mkfifo(hung / "x.txt")
    running = nianbao("batch", root, "-o", tmp_path / "out", *QUICK, wait=False, prepare=heed_interrupts)
    wait_for((tmp_path / "out" / "a" / "report.docx").exists)
    second = run(root, "-o", tmp_path / "out", *QUICK)
    assert second.exit_code == 2 and f"进程 {running.pid}" in second.stderr
    running.send_signal(number)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 2 and "已中断" in told and "Traceback" not in told
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert [each["state"] for each in summary["cases"]] == ["done", "unfinished"]
    (hung / "x.txt").unlink()
    ran = run(root, "-o", tmp_path / "out", *QUICK, "--json")
    assert json.loads(ran.stdout)["states"]["kept"] == 1 and ran.exit_code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is of Linux")
def test_killed_outright_it_leaves_no_worker_and_no_lock(root, case, tmp_path, nianbao):
    case("a")
    hung = case("b")
    os.mkfifo(hung / "x.txt")
    running = nianbao("batch", root, "-o", tmp_path / "out", *QUICK, wait=False)
    wait_for((tmp_path / "out" / "a" / "report.docx").exists)
    running.kill()
    running.wait()
    running.stdout.close()
    running.stderr.close()
    (hung / "x.txt").unlink()
    ran = run(root, "-o", tmp_path / "out", *QUICK, "--json")
    states = json.loads(ran.stdout)["states"]
    assert states["done"] + states["kept"] == 2 and ran.exit_code == 0


def test_ray_that_is_not_installed_is_a_hint(root, case, tmp_path, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("assistant.cli.batch.import_module", missing)
    case("a")
    ran = run(root, "-o", tmp_path / "out", "--ray", "local")
    assert ran.exit_code == 2 and "nianbao[cluster]" in ran.stderr
