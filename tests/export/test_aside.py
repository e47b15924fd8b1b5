from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.export import write_aside


def test_a_file_is_written_into_folders_that_do_not_exist_yet(tmp_path):
    write_aside(tmp_path / "甲" / "乙" / "报告.txt", b"1")
    assert (tmp_path / "甲" / "乙" / "报告.txt").read_bytes() == b"1"


def test_writing_again_replaces_the_file_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "报告.txt"
    write_aside(path, b"1")
    write_aside(path, b"22")
    assert path.read_bytes() == b"22"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_write_leaves_the_old_file_and_says_what_to_do(tmp_path, monkeypatch):
    path = tmp_path / "报告.txt"
    write_aside(path, b"1")

    def held(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(AssistantError) as caught:
        write_aside(path, b"22")
    assert str(path) in caught.value.problem
    assert "关闭" in caught.value.hint
    assert path.read_bytes() == b"1"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_a_file_is_reported(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(AssistantError, match="写不了文件"):
        write_aside(tmp_path / "out" / "报告.txt", b"1")
