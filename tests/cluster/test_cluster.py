"""The same work on two nodes as on one machine, with a worker and a node lost in the middle."""

import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra `cluster` is not installed")
from assistant import pipeline
from assistant.batch import Limits, Order, Pool, State, run_batch
from assistant.errors import AssistantError
from assistant.retrieve import import_files, list_passages, read_here

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]
CASES = 8
_WHEN = re.compile(rb'w:date="[^"]*"')


@pytest.fixture
def root(tmp_path):
    for number in range(CASES):
        folder = tmp_path / "cases" / f"第{number:02}局"
        folder.mkdir(parents=True)
        (folder / "case.yaml").write_text(f"agency: 云川市第{number}局\nyear: 2024\n", encoding="utf-8")
        notes = "".join(f"{month}月5日组织政务公开培训{month + number}次\n" for month in range(1, 13))
        (folder / "工作记录.txt").write_text(notes, encoding="utf-8")
    return tmp_path / "cases"


@pytest.fixture
def settings(tmp_path):
    return replace(
        pipeline.settings(tmp_path / "corpus"), home=tmp_path / "home", charts=False, vectors=False, suggestions=0
    )


class Watcher:
    """Does something after so many cases."""

    def __init__(self, **acts):
        self.acts, self.done = acts, 0

    def begin(self, total):
        pass

    def finished(self, outcome):
        self.done += 1
        if act := self.acts.get(f"after{self.done}"):
            act()


def drafted(folder):
    """Return what every file below a folder holds, by its path; of zipped ones the parts, without the time of writing."""
    found = {}
    for path in sorted(folder.glob("[!.]*/*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    if part != "docProps/core.xml":
                        found[f"{name}/{part}"] = _WHEN.sub(b"", parts.read(part))
        elif path.name != ".done.json":
            found[name] = path.read_bytes()
    return found


def test_cases_come_out_the_same_though_a_worker_and_a_node_are_lost(tmp_path, cluster, root, settings, kill_a_worker):
    from assistant.cluster import scheduler

    alone = run_batch(Order(root, tmp_path / "alone", settings), Pool(1), Watcher(), lambda _: None)
    killed = []
    watcher = Watcher(
        after1=lambda: killed.append(kill_a_worker(cluster.head_node, cluster.second)),
        after3=lambda: killed.append(cluster.remove_node(cluster.second, allow_graceful=False)),
    )
    order = Order(root, tmp_path / "together", settings, carried=True)
    together = run_batch(order, scheduler(cluster.address, Limits()), watcher, lambda _: None)
    assert len(killed) == 2
    assert alone.count(State.DONE) == together.count(State.DONE) == CASES
    made = drafted(tmp_path / "together")
    assert made == drafted(tmp_path / "alone")
    assert len([name for name in made if name.endswith("report.md")]) == CASES


def test_a_case_that_takes_too_long_is_named_and_the_others_are_done(tmp_path, cluster, root, settings):
    from assistant.cluster import scheduler

    for folder in sorted(root.iterdir())[2:]:
        shutil.rmtree(folder)
    order = Order(root, tmp_path / "out", settings, carried=True)
    ran = run_batch(order, scheduler(cluster.address, Limits(seconds=0.001)), Watcher(), lambda _: None)
    assert {each.problem for each in ran.outcomes} == {"超过0.001秒没有完成，已停止"}


def test_a_corpus_read_and_encoded_by_the_cluster_is_the_same_as_on_one_machine(tmp_path, cluster, settings):
    from assistant.cluster import embed_corpus, file_reader
    from assistant.retrieve import build_index, open_retriever

    material = tmp_path / "材料"
    material.mkdir()
    for number in range(6):
        lines = [
            {"text": f"第{number}批{word}事项已经公开。", "agency": f"第{number}局"}
            for word in ("培训", "图解", "答复")
        ]
        text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
        (material / f"{number}.jsonl").write_text(text + ("\n{坏" if number == 4 else ""), encoding="utf-8")
    done = {
        name: import_files(tmp_path / name, [material], reader=reader)
        for name, reader in (("alone", read_here), ("together", file_reader(cluster.address)))
    }
    assert done["alone"] == done["together"]
    assert (done["alone"].added, len(done["alone"].problems)) == (18, 1)
    files = [sorted(path.name for path in (tmp_path / name / "segments").iterdir()) for name in done]
    assert files[0] == files[1]
    assert (
        embed_corpus(cluster.address, tmp_path / "together", tmp_path / "home2") == 3
    )  # numbers are masked: three wordings
    assert embed_corpus(cluster.address, tmp_path / "together", tmp_path / "home2") == 0
    found = []
    for name, home in (("alone", "home1"), ("together", "home2")):
        build_index(tmp_path / name, tmp_path / home, say=lambda _: None)
        retriever = open_retriever(tmp_path / name, tmp_path / home)
        found.append(retriever.search("培训搞了几批"))
    assert found[0] == found[1]
    assert len(list_passages(tmp_path / "together")) == 18


def test_a_cluster_that_is_not_there_is_told_in_a_sentence(root, tmp_path, settings):
    from assistant.cluster import scheduler

    order = Order(root, tmp_path / "out", settings, carried=True)
    with pytest.raises(AssistantError, match="连不上 Ray 集群"):
        run_batch(order, scheduler("127.0.0.1:1", Limits()), Watcher(), lambda _: None)
