"""Bandit finds nothing of weight in the pages and in what they call."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ASSISTANT = Path(__file__).parents[2] / "assistant"
BESIDE = ("casework", "revision", "numbers", "rechecking", "returned", "corrections")


def test_bandit_finds_nothing_of_weight():
    pytest.importorskip("bandit", reason="bandit is not installed")
    where = [str(ASSISTANT / "web"), *(str(ASSISTANT / f"{name}.py") for name in BESIDE)]
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-ll", "-f", "json", *where]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    told = json.loads(done.stdout)
    assert told["errors"] == []
    assert [f"{each['filename']}:{each['line_number']} {each['issue_text']}" for each in told["results"]] == []
