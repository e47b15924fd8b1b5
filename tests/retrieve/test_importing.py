import os
import random
import resource
import signal
import sys
import time

import msgspec
import pytest

from assistant.retrieve import writing
from assistant.retrieve.importing import files_below, import_files, quarantine
from assistant.retrieve.library import add_passages, damage, list_passages, remove_passages
from assistant.retrieve.passage import Passage
from assistant.retrieve.segments import FOLDER
from assistant.retrieve.versions import commit, history

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")
KILLS = int(os.environ.get("NIANBAO_FAULTS", "24"))
WORDS = "培训指南图解答复公示清单专栏会议预算审查窗口热线"


def told(number: int) -> str:
    drawn = random.Random(number)
    return "".join(drawn.choices(WORDS, k=30))


def rows(*numbers: int) -> str:
    return "".join(f'{{"text": "{told(number)}", "agency": "甲局", "year": 2022}}\n' for number in numbers)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "材料"
    for number in range(12):
        (place / f"{number % 3}").mkdir(parents=True, exist_ok=True)
        (place / f"{number % 3}" / f"段落{number:02}.jsonl").write_text(
            rows(*range(25 * number, 25 * number + 25)), encoding="utf-8"
        )
    (place / "段落99.jsonl").write_text(rows(3) + "{坏行\n" + rows(900), encoding="utf-8")
    return place


def in_a_child(work, kill_after=None):
    """Run `work` in a process of its own and return its exit code; -9 where it was killed first."""
    child = os.fork()
    if not child:
        try:
            work()
            os._exit(0)
        except OSError:
            os._exit(7)
        finally:
            os._exit(9)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_folder_is_taken_whole_and_only_once(tmp_path, folder):
    done = import_files(tmp_path / "corpus", [folder])
    assert (done.added, done.known, done.skipped) == (301, 1, 0)
    (problem,) = done.problems
    assert problem.place.line == 2
    again = import_files(tmp_path / "corpus", [folder])
    assert (again.added, again.known, again.skipped) == (0, 302, 13)
    assert again.problems == done.problems
    assert len(history(tmp_path / "corpus")) == 1


def test_what_was_refused_is_kept_in_a_list_until_the_file_is_mended(tmp_path, folder):
    corpus = tmp_path / "corpus"
    import_files(corpus, [folder])
    import_files(corpus, [folder])
    (row,) = quarantine(corpus)
    assert row.path.endswith("段落99.jsonl")
    assert "第2行" in row.place
    assert row.reason
    assert row.hint
    assert "坏行" not in (corpus / "quarantine.jsonl").read_text(encoding="utf-8")
    (folder / "段落99.jsonl").write_text(rows(3, 900), encoding="utf-8")
    import_files(corpus, [folder])
    assert quarantine(corpus) == []


def test_what_was_removed_can_be_added_again_from_the_same_file(tmp_path, folder):
    corpus = tmp_path / "corpus"
    import_files(corpus, [folder])
    gone = list_passages(corpus)[:3]
    assert remove_passages(corpus, [each.id for each in gone]) == 3
    assert import_files(corpus, [folder]).added == 3
    assert len(list_passages(corpus)) == 301


def test_files_that_office_programs_leave_behind_are_no_material(tmp_path, folder):
    (folder / "~$年报.docx").write_bytes(b"x")
    (folder / ".DS_Store").write_bytes(b"x")
    assert len(list(files_below([folder]))) == 13


def test_an_import_killed_at_any_moment_loses_nothing_and_goes_on(tmp_path, folder, monkeypatch):
    monkeypatch.setattr(writing, "STEP_S", 0.01)
    whole = {each.id for each in import_files_of(tmp_path / "whole", folder)}
    began = time.monotonic()
    assert in_a_child(lambda: import_files(tmp_path / "timed", [folder])) == 0
    lasts = time.monotonic() - began
    drawn, killed = random.Random(5), 0
    for turn in range(KILLS):
        corpus = tmp_path / f"corpus{turn // 4}"
        before = {each.id for each in list_passages(corpus)}
        killed += in_a_child(lambda to=corpus: import_files(to, [folder]), drawn.uniform(0, 0.7 * lasts)) == -9
        after = [each.id for each in list_passages(corpus)]
        assert before <= set(after) <= whole
        assert len(after) == len(set(after))
        assert damage(corpus) == ()
        if turn % 4 == 3:
            assert {each.id for each in import_files_of(corpus, folder)} == whole
            assert [each.finished for each in history(corpus)][-1:] == [True]
            assert not [file for file in (corpus / FOLDER).iterdir() if file.suffix == ".tmp"]
    assert killed >= KILLS // 4


def import_files_of(corpus, folder):
    import_files(corpus, [folder])
    return list_passages(corpus)


def test_what_a_killed_import_left_is_swept_and_finished_even_where_nothing_is_new(tmp_path, folder):
    corpus = tmp_path / "corpus"
    import_files(corpus, [folder])
    last = history(corpus)[-1]
    commit(corpus, last.what, last.segments, finished=False)
    (corpus / FOLDER / ".1509.tmp").write_bytes(b"half a line")
    import_files(corpus, [folder])
    assert history(corpus)[-1].finished
    assert not list((corpus / FOLDER).glob(".*"))


@pytest.mark.parametrize("limit", [100, 2_000, 9_000, 30_000])
def test_a_full_disk_leaves_the_last_version(tmp_path, folder, limit):
    corpus = tmp_path / "corpus"
    add_passages(corpus, [Passage("first", "更新公开指南。")])

    def with_little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        import_files(corpus, [folder])

    assert in_a_child(with_little_room) == 7
    assert [each.text for each in list_passages(corpus)] == ["更新公开指南。"]
    assert damage(corpus) == ()
    assert import_files(corpus, [folder]).added == 301
    assert len(list_passages(corpus)) == 302


def test_two_imports_at_once_take_turns(tmp_path, folder):
    corpus = tmp_path / "corpus"
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            try:
                import_files(corpus, [folder])
                os._exit(0)
            finally:
                os._exit(9)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]
    assert len({each.id for each in list_passages(corpus)}) == len(list_passages(corpus)) == 301


def test_a_list_that_a_killed_process_tore_is_read_without_the_torn_line(tmp_path, folder):
    corpus = tmp_path / "corpus"
    import_files(corpus, [folder])
    list_ = corpus / "quarantine.jsonl"
    list_.write_bytes(list_.read_bytes() + b'{"path": "x')
    assert len(quarantine(corpus)) == 1


def test_similar_passages_are_named_with_their_twins(tmp_path):
    corpus, file = tmp_path / "corpus", tmp_path / "一.jsonl"
    line = '{{"text": "通过门户网站公开政府信息{}条，其中工作动态{}条。", "agency": "甲局", "year": {}}}\n'
    file.write_text(line.format(412, 31, 2021) + line.format(509, 62, 2022), encoding="utf-8")
    done = import_files(corpus, [file])
    assert (done.added, done.similar) == (1, 1)
    (row,) = map(msgspec.json.decode, (corpus / "similar.jsonl").read_bytes().splitlines())
    assert (row["year"], row["twin"]) == (2022, list_passages(corpus)[0].id)
    assert import_files(corpus, [file], similar_too=True).added == 1
