import errno

import click
import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.mishaps import describe


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.ENOENT, "找不到"), (errno.EIO, "EIO")],
)
def test_trouble_with_a_file_names_the_file(number, words):
    problem, hint = describe(OSError(number, "said by the system", "out/report.docx"))
    assert "out/report.docx" in problem
    assert words in problem
    assert hint


def test_a_lack_of_memory_is_said():
    assert describe(MemoryError())[0] == "内存不足"


def test_an_unforeseen_error_ends_in_a_sentence_without_what_the_file_held(monkeypatch):
    def fail():
        raise ValueError("张三 13800000000")

    monkeypatch.setitem(main.commands, "rules", click.Command("rules", callback=fail))
    shown = CliRunner().invoke(main, ["rules"])
    assert shown.exit_code == 2
    assert "程序内部出错（ValueError" in shown.output
    assert "提示：" in shown.output
    assert "张三" not in shown.output
    assert "Traceback" not in shown.output
