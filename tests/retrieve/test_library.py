import threading

import msgspec
import pytest

from assistant.errors import UnreadableFile
from assistant.retrieve.library import (
    add_passages,
    corpus_files,
    corpus_stats,
    list_passages,
    passage_id,
    read_passages,
    remove_passages,
    starter_files,
)
from assistant.retrieve.passage import Passage


def of(text: str, source: str = "我局2022年报.docx") -> Passage:
    return Passage(passage_id(text), text, "监督保障", "青山市司法局", 2022, source)


def test_adding_the_same_twice_changes_nothing(tmp_path):
    added = add_passages(tmp_path, [of("组织业务培训两次。"), of("更新公开指南。")])
    before = (tmp_path / "passages.jsonl").read_bytes()
    again = add_passages(tmp_path, [of("更新公开指南。"), of("组织业务培训两次。")])
    assert (added.added, added.known, again.added, again.known) == (2, 0, 0, 2)
    assert (tmp_path / "passages.jsonl").read_bytes() == before


def test_the_same_passage_twice_in_one_go_is_added_once(tmp_path):
    assert add_passages(tmp_path, [of("更新公开指南。")] * 3).added == 1


def test_what_the_starter_corpus_has_is_not_added(tmp_path, starter):
    result = add_passages(tmp_path, starter[:5])
    assert (result.added, result.known) == (0, 5)
    assert not (tmp_path / "passages.jsonl").exists()


def test_two_passages_with_one_id_are_both_kept(tmp_path):
    one, other = (Passage("p1", text) for text in ("组织业务培训两次。", "更新公开指南。"))
    assert add_passages(tmp_path, [one]).added == 1
    assert add_passages(tmp_path, [other]).added == 1
    assert add_passages(tmp_path, [one, other]).added == 0
    assert [passage.text for passage in list_passages(tmp_path)] == [one.text, other.text]


def test_removing_by_id_and_by_source_says_how_many_went(tmp_path):
    passages = [of("甲事项已经公开。"), of("乙事项已经公开。", "b.docx"), of("丙事项已经公开。", "b.docx")]
    add_passages(tmp_path, passages)
    assert remove_passages(tmp_path, [passages[0].id, "nothing"]) == 1
    assert remove_passages(tmp_path, source="b.docx") == 2
    assert list_passages(tmp_path) == []


def test_statistics_count_both_corpora(tmp_path, starter):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    stats = corpus_stats(tmp_path)
    assert stats.total == len(starter) + 1 == sum(stats.sections.values())
    assert stats.agencies["青山市司法局"] == 1
    assert stats.sources["我局2022年报.docx"] == 1


def test_a_damaged_corpus_says_which_line(tmp_path):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    with (tmp_path / "passages.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "torn')
    with pytest.raises(UnreadableFile, match="第2行"):
        list_passages(tmp_path)


def test_a_failed_write_leaves_the_old_corpus_whole(tmp_path, monkeypatch):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    before = (tmp_path / "passages.jsonl").read_bytes()

    class Full:
        def encode(self, passage):
            raise OSError("disk full")

    monkeypatch.setattr(msgspec.json, "Encoder", Full)
    with pytest.raises(OSError, match="disk full"):
        add_passages(tmp_path, [of("更新公开指南。")])
    assert [path.name for path in tmp_path.iterdir()] == ["passages.jsonl"]
    assert (tmp_path / "passages.jsonl").read_bytes() == before


def test_many_adding_at_once_lose_nothing(tmp_path):
    passages = [of(f"第{'一二三四五六七八'[number]}批事项已经公开。") for number in range(8)]
    threads = [threading.Thread(target=add_passages, args=(tmp_path, [passage])) for passage in passages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {passage.id for passage in list_passages(tmp_path)} == {passage.id for passage in passages}


def test_ids_depend_on_text_and_origin_but_not_on_spaces_or_width():
    assert passage_id("培训２次", "甲局", 2022) == passage_id(" 培训 2次 ", "甲局", 2022)
    ids = {
        passage_id("培训2次", "甲局", 2022),
        passage_id("培训2次", "乙局", 2022),
        passage_id("培训2次", "甲局", 2023),
    }
    assert len(ids) == 3


def test_the_user_s_corpus_is_read_behind_the_starter(tmp_path, starter):
    assert corpus_files(tmp_path) == starter_files()
    add_passages(tmp_path, [of("组织业务培训两次。")])
    assert list(read_passages(corpus_files(tmp_path)))[-1].text == "组织业务培训两次。"
