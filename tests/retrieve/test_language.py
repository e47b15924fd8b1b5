import json
import os

from assistant.retrieve.language import language_home, put_in_place, use_language


def test_the_folder_holds_what_the_tokeniser_reads(tmp_path):
    folder = language_home(tmp_path) / "jieba" / "default"
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    words = (folder / config["main"]).read_text(encoding="utf-8")
    assert "\n信息 " in words
    assert 5_000 < words.count("\n") < 50_000
    assert "政府信息公开 " in "".join((folder / user).read_text(encoding="utf-8") for user in config["users"])


def test_the_folder_is_made_once(tmp_path):
    first = language_home(tmp_path)
    stamp = first.stat().st_mtime_ns
    assert language_home(tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    assert [path.name for path in (tmp_path / "language").iterdir()] == [first.name]


def test_the_tokeniser_is_told_where_to_look(tmp_path, monkeypatch):
    monkeypatch.setenv("LANCE_LANGUAGE_MODEL_HOME", "elsewhere")
    use_language(tmp_path)
    assert os.environ["LANCE_LANGUAGE_MODEL_HOME"] == str(tmp_path)


def test_a_folder_another_process_made_first_stays(tmp_path):
    aside, target = tmp_path / "aside", tmp_path / "target"
    for folder in (aside, target):
        folder.mkdir()
        (folder / "whose").write_text(folder.name)
    put_in_place(aside, target)
    assert (target / "whose").read_text() == "target"
    assert not aside.exists()
