"""Tiny cases, and a batch run as people run it: a process of its own."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

QUICK = ("--no-charts", "--suggestions", "0")


@pytest.fixture
def root(tmp_path):
    return tmp_path / "cases"


@pytest.fixture
def case(root):
    """Write a case below ROOT."""

    def write(name, notes="3月5日组织政务公开培训2次\n", agency="云川市水务局", **files):
        folder = root / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "case.yaml").write_text(f"agency: {agency}\nyear: 2024\n", encoding="utf-8")
        (folder / "工作记录.txt").write_text(notes, encoding="utf-8")
        for file, content in files.items():
            (folder / file).write_text(content, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def nianbao(home):
    """Run the command; `prepare` runs in the new process before it (limits)."""

    def run(*arguments, wait=True, prepare=None, **environment):
        command = [sys.executable, "-m", "assistant", *map(str, arguments)]
        known = {**os.environ, "NIANBAO_HOME": str(home), "PYTHONWARNINGS": "ignore", **environment}
        started = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known, preexec_fn=prepare
        )
        if not wait:
            return started
        out, err = started.communicate(timeout=120)
        return subprocess.CompletedProcess(command, started.returncode, out, err)

    return run


def contents(folder: Path):
    """Return the hash of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
