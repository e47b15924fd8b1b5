import threading

import msgspec
import pytest

from assistant.errors import AssistantError, UnreadableFile
from assistant.retrieve.library import (
    add_passages,
    compact,
    corpus_files,
    corpus_stats,
    damage,
    list_passages,
    own_files,
    passage_id,
    read_passages,
    remove_passages,
    restore,
    starter_files,
)
from assistant.retrieve.passage import Passage
from assistant.retrieve.versions import history


def of(text: str, source: str = "我局2022年报.docx") -> Passage:
    return Passage(passage_id(text), text, "监督保障", "青山市司法局", 2022, source)


def held(corpus):
    return {path.relative_to(corpus): path.read_bytes() for path in corpus.rglob("*.json*")}


def test_adding_the_same_twice_changes_nothing(tmp_path):
    added = add_passages(tmp_path, [of("组织业务培训两次。"), of("更新公开指南。")])
    before = held(tmp_path)
    again = add_passages(tmp_path, [of("更新公开指南。"), of("组织业务培训两次。")])
    assert (added.added, added.known, again.added, again.known) == (2, 0, 0, 2)
    assert held(tmp_path) == before
    assert len(history(tmp_path)) == 1


def test_the_same_passage_twice_in_one_go_is_added_once(tmp_path):
    assert add_passages(tmp_path, [of("更新公开指南。")] * 3).added == 1


def test_what_the_starter_corpus_has_is_not_added(tmp_path, starter):
    result = add_passages(tmp_path, starter[:5])
    assert (result.added, result.known) == (0, 5)
    assert history(tmp_path) == []


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


def test_a_changed_file_is_named_when_it_is_read(tmp_path):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    (file,) = own_files(tmp_path)
    file.write_bytes(file.read_bytes().replace("两".encode(), "三".encode()))
    with pytest.raises(UnreadableFile, match=file.name):
        list_passages(tmp_path)


def test_a_shortened_file_is_named_and_the_others_stay_in_use(tmp_path):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    (file,) = own_files(tmp_path)
    add_passages(tmp_path, [of("更新公开指南。")])
    file.write_bytes(file.read_bytes()[:-5])
    assert damage(tmp_path) == (file.name,)
    assert [passage.text for passage in list_passages(tmp_path)] == ["更新公开指南。"]
    assert add_passages(tmp_path, [of("组织业务培训两次。")]).added == 1
    assert len(list_passages(tmp_path)) == 2
    assert damage(tmp_path) == ()


def test_a_torn_list_of_files_leaves_the_version_before_it(tmp_path):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    add_passages(tmp_path, [of("更新公开指南。")])
    newest = max((tmp_path / "versions").iterdir())
    newest.write_bytes(newest.read_bytes()[:40])
    assert [passage.text for passage in list_passages(tmp_path)] == ["组织业务培训两次。"]


def test_a_failed_write_leaves_the_old_corpus_whole(tmp_path, monkeypatch):
    add_passages(tmp_path, [of("组织业务培训两次。")])
    before = held(tmp_path)

    class Full:
        def encode(self, passage):
            raise OSError("disk full")

    monkeypatch.setattr(msgspec.json, "Encoder", Full)
    with pytest.raises(OSError, match="disk full"):
        add_passages(tmp_path, [of("更新公开指南。")])
    assert held(tmp_path) == before


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


def test_nearly_the_same_of_one_agency_is_listed_instead_of_added(tmp_path):
    said = "通过门户网站公开政府信息412条，其中工作动态263条，公示公告57条，政策文件31条。"
    again = said.replace("412", "509").replace("263", "301")
    assert add_passages(tmp_path, [of(said)]).added == 1
    result = add_passages(tmp_path, [of(again)])
    assert (result.added, result.known, result.similar) == (0, 0, 1)
    (line,) = (tmp_path / "similar.jsonl").read_text(encoding="utf-8").splitlines()
    assert msgspec.json.decode(line)["twin"] == of(said).id
    other = msgspec.structs.replace(of(again), id="other", agency="白水县财政局")
    assert add_passages(tmp_path, [other]).added == 1
    assert add_passages(tmp_path, [of(again)], similar_too=True).added == 1
    assert len((tmp_path / "similar.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_nearly_the_same_is_seen_within_one_go_and_with_every_look_up_lost(tmp_path):
    said = "通过门户网站公开政府信息412条，其中工作动态263条，公示公告57条，政策文件31条。"
    twins = [of(said.replace("412", str(number))) for number in (1, 2, 3)]
    assert add_passages(tmp_path, twins[:2]).similar == 1
    (tmp_path / "known.db").unlink()
    assert add_passages(tmp_path, twins[2:]).similar == 1
    (tmp_path / "known.db").write_bytes(b"no data base" * 999)
    result = add_passages(tmp_path, [twins[2], twins[0]])
    assert (result.added, result.known, result.similar) == (0, 1, 1)


def test_a_clause_that_says_something_else_is_no_repetition(tmp_path):
    one = of("通过门户网站公开政府信息412条，组织业务培训2次。")
    other = of("通过门户网站公开政府信息412条，印发年度工作要点。")
    assert add_passages(tmp_path, [one, other]).added == 2


def test_every_version_can_be_restored_and_nothing_later_is_lost(tmp_path):
    texts = ["组织业务培训两次。", "更新公开指南。", "答复群众来电。"]
    for text in texts:
        add_passages(tmp_path, [of(text)])
    remove_passages(tmp_path, [of(texts[0]).id])
    assert [(each.number, each.passages) for each in history(tmp_path)] == [(1, 1), (2, 2), (3, 3), (4, 2)]
    assert restore(tmp_path, 2).passages == 2
    assert [passage.text for passage in list_passages(tmp_path)] == texts[:2]
    assert restore(tmp_path, 3).number == 6
    assert {passage.text for passage in list_passages(tmp_path)} == set(texts)
    assert add_passages(tmp_path, [of(text) for text in texts]).known == 3
    with pytest.raises(AssistantError, match="没有版本99"):
        restore(tmp_path, 99)


def test_small_files_are_joined_and_old_versions_go(tmp_path):
    for number in range(45):
        add_passages(tmp_path, [Passage(f"p{number}", f"第{number}批", agency=f"第{number}局")])
    assert len(own_files(tmp_path)) < 16
    assert len(list_passages(tmp_path)) == 45
    assert len(history(tmp_path)) == 20
    before, after = compact(tmp_path)
    assert (before > 1, after) == (True, 1)
    assert compact(tmp_path) == (1, 1)
    assert len(list_passages(tmp_path)) == 45


def test_the_file_of_an_earlier_release_is_read_and_taken_over(tmp_path):
    passages = [of("组织业务培训两次。"), of("更新公开指南。")]
    (tmp_path / "passages.jsonl").write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in passages))
    assert list_passages(tmp_path) == passages
    result = add_passages(tmp_path, [*passages, of("答复群众来电。")])
    assert (result.added, result.known) == (1, 2)
    assert [each.text for each in list_passages(tmp_path)] == [*(each.text for each in passages), "答复群众来电。"]
    assert not (tmp_path / "passages.jsonl").exists()
