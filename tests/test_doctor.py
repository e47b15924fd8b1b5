"""The doctor: a sound machine is sound, each thing that is broken is told with its remedy, and nothing makes it fall over."""

import base64
import hashlib
import json
from importlib import metadata
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.doctor import State, examine
from assistant.doctor import run as doctor_run
from assistant.doctor.fonts import FACES, STAND_INS, judge_fonts
from assistant.doctor.parts import part
from assistant.doctor.shipped import damaged_files
from assistant.doctor.storage import available_memory, disk, memory, writable
from assistant.doctor.versions import _python, packages


def test_a_sound_machine_has_nothing_wrong_and_every_complaint_has_a_remedy():
    shown = CliRunner().invoke(main, ["doctor", "--json"])
    told = json.loads(shown.stdout)
    assert told["wrong"] == 0, [each for each in told["checks"] if each["state"] == "wrong"]
    assert shown.exit_code == 0
    assert all(each["remedy"] for each in told["checks"] if each["state"] != "fine")
    assert {"版本", "字体", "组件", "模型", "权限", "语料", "空间", "试起草"} <= {
        each["part"] for each in told["checks"]
    }


def test_broken_settings_are_told_and_the_rest_is_still_looked_at(home):
    (home / "settings.yaml").write_text("no_such: 1\n", encoding="utf-8")
    shown = CliRunner().invoke(main, ["doctor"])
    assert shown.exit_code == 1
    assert "问题 设置" in shown.output and "no_such" in shown.output
    assert "Python" in shown.output and "办法" in shown.output


def test_an_examination_that_breaks_down_is_a_complaint(monkeypatch):
    def broken():
        raise RuntimeError("words of a ledger")
        yield

    for name in ("examine_versions", "examine_fonts", "examine_parts", "examine_shipped", "examine_storage"):
        monkeypatch.setattr(doctor_run, name, lambda *_: broken())
    monkeypatch.setattr(doctor_run, "examine_draft", lambda _: iter(()))
    told = [each for each in examine() if each.state is State.WRONG]
    assert len(told) == 5
    assert all(each.remedy and "ledger" not in each.message for each in told)


@pytest.mark.parametrize("damaged", ["*.jsonl", "*.json"])
def test_a_damaged_corpus_is_told_with_how_to_mend_it(home, tmp_path, damaged):
    source = tmp_path / "往年.jsonl"
    source.write_text('{"text": "全年组织政务公开业务培训，参训人员覆盖全部科室。"}\n', encoding="utf-8")
    assert CliRunner().invoke(main, ["corpus", "add", str(source)]).exit_code == 0
    for path in (home / "corpus").rglob(damaged):
        path.write_bytes(path.read_bytes()[:10])
    told = [each for each in examine() if each.state is State.WRONG]
    assert [each.part for each in told] == ["语料"]
    assert "corpus" in told[0].remedy


@pytest.mark.parametrize(
    ("needed", "state", "words"),
    [
        ("no-such-package-of-ours>=1", State.WRONG, "缺少组件 no-such-package-of-ours"),
        ("click>=9999", State.WRONG, "不合要求"),
        ("no-such-package-of-ours>=1; extra == 'web'", None, ""),
        ("click>=8", None, ""),
    ],
)
def test_packages_are_held_against_what_is_asked_for(needed, state, words):
    told = [each for each in packages([needed], {}) if each.state is not State.FINE]
    assert [each.state for each in told] == ([state] if state else [])
    assert words in "".join(each.message for each in told)


def test_a_version_other_than_the_locked_one_is_only_a_reminder():
    version = metadata.version("click")
    (same,) = packages(["click"], {"click": f"{version}+cpu"})
    assert same.state is State.FINE
    other, _ = packages(["click"], {"click": "0.1"})
    assert other.state is State.REMINDER and "核对过的是0.1" in other.message


def test_an_old_python_is_wrong():
    assert _python((3, 9, 2)).state is State.WRONG
    assert _python((3, 12, 0)).state is State.FINE


def test_fonts_are_fine_replaced_or_lacking():
    assert {each.state for each in judge_fonts(frozenset(names[-1] for names in FACES.values()))} == {State.FINE}
    replaced = list(judge_fonts(frozenset(names[0] for names in STAND_INS.values())))
    assert {each.state for each in replaced} == {State.REMINDER}
    assert all("代替" in each.message for each in replaced)
    assert all("没有可代替" in each.message for each in judge_fonts(frozenset()))
    assert len(replaced) == len(FACES)


def test_the_fonts_looked_for_are_those_the_word_file_names():
    styles = (Path(__file__).resolve().parents[1] / "templates" / "word" / "skeleton_styles.py").read_text("utf-8")
    for names in FACES.values():
        assert names[0] in styles


def test_room_is_judged_by_what_a_draft_needs():
    gigabyte = 1024**3
    assert [disk(Path(), free).state for free in (0, gigabyte // 2, 5 * gigabyte)] == list(reversed(State))
    assert [memory(free).state for free in (0, gigabyte, 5 * gigabyte)] == list(reversed(State))
    assert memory(None).state is State.REMINDER
    assert (available_memory() or 0) > 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    assert writable("文件夹", tmp_path / "later").state is State.FINE
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    assert list(tmp_path.iterdir()) == [file]
    assert writable("文件夹", Path("/proc")).state is State.WRONG


def test_a_part_that_is_not_installed_says_how_to_get_it():
    told = part("多机", ("no_such_module_of_ours",), "cluster")
    assert told.state is State.REMINDER and "nianbao[cluster]" in told.remedy


def test_files_of_a_wheel_that_were_changed_are_found(tmp_path, monkeypatch):
    good, bad = tmp_path / "_shipped" / "good", tmp_path / "_shipped" / "bad"
    good.parent.mkdir()
    good.write_bytes(b"as built")
    bad.write_bytes(b"changed!")

    class Hash:
        mode = "sha256"
        value = base64.urlsafe_b64encode(hashlib.sha256(b"as built").digest()).rstrip(b"=").decode()

    class File(type(metadata.PackagePath())):
        hash = Hash()

        def locate(self):
            return tmp_path / self

    monkeypatch.setattr(
        metadata, "files", lambda _: [File("_shipped/good"), File("_shipped/bad"), File("_shipped/lost")]
    )
    assert damaged_files() == ["_shipped/bad", "_shipped/lost"]
