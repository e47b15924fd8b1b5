import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "torch sentence_transformers sklearn scipy numpy lancedb pyarrow docx openpyxl jieba jinja2 matplotlib rich yaml"
)


def test_starting_up_loads_nothing_heavy():
    code = f"import sys, assistant.cli.main; print(*set('{HEAVY}'.split()) & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == ""


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_explains_itself_in_chinese(name):
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert "用法：" in shown.output
    assert not re.search(r"\b(Usage|Options|Commands|Show|Error|INTEGER RANGE REQUIRED)\b", shown.output)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_every_command(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [name for name in main.commands if f"nianbao {name}" not in text] == []


def test_every_command_has_a_page_in_the_manual():
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")}
    assert set(main.commands) <= pages


def test_a_missing_case_is_a_problem_and_a_hint_without_traceback():
    shown = CliRunner().invoke(
        main, ["draft", "不存在的文件.txt", "--agency", "某县水务局", "--year", "2023", "-o", "x"]
    )
    assert shown.exit_code == 2
    assert "找不到文件：不存在的文件.txt" in shown.output
    assert "提示：" in shown.output
    assert "Traceback" not in shown.output


def test_files_without_an_agency_are_refused_with_what_to_do():
    shown = CliRunner().invoke(main, ["draft", "-", "-o", "x"], input="1.2发布通知")
    assert shown.exit_code == 2
    assert "--agency" in shown.output


def test_a_wrong_option_is_explained_in_chinese():
    shown = CliRunner().invoke(main, ["classify", "--nonsense"])
    assert shown.exit_code == 2
    assert "没有" in shown.output and "No such option" not in shown.output
