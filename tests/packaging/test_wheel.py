"""The wheel: the same twice, with everything in it, and at work where there is no checkout."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_SOURCES = ("assistant", "corpus", "models", "templates")
_FILES = ("pyproject.toml", "README.md", "LICENSE", "NOTICE", "requirements.lock", ".gitignore")


def build(folder, out):
    shutil.copytree(ROOT / "assistant", folder / "assistant", ignore=shutil.ignore_patterns("__pycache__"))
    for name in _SOURCES[1:]:
        shutil.copytree(ROOT / name, folder / name)
    for name in _FILES:
        shutil.copy(ROOT / name, folder / name)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=300)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Two wheels of the same sources in two places, at other times, read in other order and with other rights."""
    made = []
    for number in range(2):
        place = tmp_path_factory.mktemp(f"build{number}")
        old = os.umask(0o077 if number else 0o022)
        try:
            made.append(build(place / f"somewhere{number}", place / "dist"))
        finally:
            os.umask(old)
    return made


def test_a_wheel_built_twice_is_the_same_file(wheels):
    first, second = (hashlib.sha256(wheel.read_bytes()).hexdigest() for wheel in wheels)
    assert first == second


def test_the_wheel_carries_models_templates_corpus_and_the_lock_and_no_rubbish(wheels):
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = set(wheel.namelist())
    shipped = {name.removeprefix("assistant/_shipped/") for name in names if name.startswith("assistant/_shipped/")}
    assert {"requirements.lock", "NOTICE", "corpus/passages/starter.jsonl", "models/labels/weights.npz"} <= shipped
    assert {"models/encoder/onnx/model_qint8.onnx", "templates/word/report.docx"} <= shipped
    assert {f"templates/html/{path.name}" for path in (ROOT / "templates" / "html").glob("*.j2")} <= shipped
    assert {"assistant/tables.yaml", "assistant/web/static/style.css"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", ".drafts"))]


def test_the_installed_wheel_drafts_a_case_outside_the_checkout(wheels, tmp_path):
    site, work = tmp_path / "site", tmp_path / "work"
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(site)
    work.mkdir()
    shutil.copytree(ROOT / "examples" / "jinan-bigdata-2023", work / "case")
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1", "NIANBAO_HOME": str(tmp_path / "home")}

    def run(*arguments):
        return subprocess.run(
            [sys.executable, *arguments], cwd=work, env=environment, capture_output=True, text=True, timeout=300
        )

    where = run("-c", "import assistant; from assistant.settings import resource; print(resource('models'))")
    assert where.stdout.strip() == str(site / "assistant" / "_shipped" / "models")
    made = run("-m", "assistant", "draft", "case", "-o", "out", "--json")
    assert made.returncode in (0, 1), made.stderr
    assert json.loads(made.stdout)["title"] == "济南市大数据局2023年政府信息公开工作年度报告"
    assert (work / "out" / "report.docx").stat().st_size > 10_000
