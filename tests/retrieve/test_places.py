"""The table of an index lies where the settings say; everything else stays in the data folder."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from importlib.util import find_spec

import pytest

from assistant.errors import AssistantError
from assistant.retrieve import index
from assistant.retrieve.index import open_index
from assistant.retrieve.library import add_passages, corpus_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.store import Wanted
from assistant.settings import load_settings

_KEYS = {"AWS_ACCESS_KEY_ID": "name", "AWS_SECRET_ACCESS_KEY": "geheimnis", "AWS_REGION": "us-east-1"}


class Letters:
    """An encoder that only counts a few letters."""

    name = "letters"

    def questions(self, texts):
        return [[float(text.count(letter)) + 0.01 for letter in "培训图解"] for text in texts]

    def passages(self, texts):
        for text in texts:
            yield self.questions([text])[0]


@pytest.fixture(scope="module")
def bucket():
    """Return the address of a bucket of an S3 server on this machine."""
    if find_spec("moto") is None:
        pytest.skip("moto is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, quiet = f"http://127.0.0.1:{port}", subprocess.DEVNULL
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stdout=quiet, stderr=quiet)
    try:
        for _ in range(100):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        urllib.request.urlopen(urllib.request.Request(f"{address}/bucket", method="PUT")).close()
        with pytest.MonkeyPatch.context() as patch:
            for name, value in {**_KEYS, "AWS_ENDPOINT": address, "AWS_ALLOW_HTTP": "true"}.items():
                patch.setenv(name, value)
            yield "s3://bucket"
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(params=["folder", "object store", "s3"])
def base(request, tmp_path):
    if request.param == "s3":
        return f"{request.getfixturevalue('bucket')}/{tmp_path.name}"
    place = tmp_path / "share"
    place.mkdir()
    return str(place) if request.param == "folder" else f"file-object-store://{place}"


@pytest.fixture
def opened(tmp_path, base):
    def opened(**more):
        return open_index(
            corpus_files(tmp_path / "corpus"), "c", tmp_path / "home", Letters(), "letters", base=base, **more
        )

    return opened


def tables(home):
    return [path for path in (home / "index").rglob("*") if path.suffix == ".lance"]


def found(store):
    return [hit.passage.id for hit in store.by_words("龙舟竞渡", Wanted(starter=False), 9)]


def test_an_index_elsewhere_answers_as_one_in_the_data_folder(tmp_path, opened):
    add_passages(tmp_path / "corpus", [Passage("own", "龙舟竞渡现场讲解政策。"), Passage("other", "培训图解。")])
    elsewhere = opened()
    here = open_index(corpus_files(tmp_path / "corpus"), "c", tmp_path / "near", Letters(), "letters")
    assert tables(tmp_path / "home") == []
    assert len(tables(tmp_path / "near")) > 0
    for ranking in ("by_words", "by_characters"):
        assert getattr(elsewhere, ranking)("现场讲解", Wanted(), 20) == getattr(here, ranking)("现场讲解", Wanted(), 20)
    asked = Letters().questions(["图解"])[0]
    assert elsewhere.by_vector(asked, Wanted(), 5) == here.by_vector(asked, Wanted(), 5)
    assert elsewhere.agencies() == here.agencies()


def test_what_is_added_later_goes_into_the_same_table(tmp_path, opened):
    add_passages(tmp_path / "corpus", [Passage("own", "龙舟竞渡现场讲解政策。")])
    before = opened()
    add_passages(tmp_path / "corpus", [Passage("later", "龙舟竞渡之后又讲解。")])
    after = opened()
    assert (sorted(found(before)), sorted(found(after))) == (["own"], ["later", "own"])
    assert after.version > before.version
    assert len([path for path in (tmp_path / "home" / "index").glob("*/*") if path.is_dir()]) == 1


def test_a_build_that_fails_leaves_nothing_there_and_the_last_version_searchable(
    tmp_path, opened, base, monkeypatch, caplog
):
    def fail(*_):
        raise OSError("geheimnis: no room")

    with monkeypatch.context() as patch:
        patch.setattr(index.LanceStore, "add", fail)
        with pytest.raises((AssistantError, OSError)):
            opened()
    assert [path for path in (tmp_path / "home" / "index").glob("*/*") if path.is_dir()] == []
    add_passages(tmp_path / "corpus", [Passage("own", "龙舟竞渡现场讲解政策。")])
    opened()
    add_passages(tmp_path / "corpus", [Passage("later", "龙舟竞渡之后又讲解。")])
    with monkeypatch.context() as patch:
        patch.setattr(index.LanceStore, "add", fail)
        assert found(opened()) == ["own"]
    assert "索引没有更新" in caplog.text
    assert "://" not in base or "geheimnis" not in caplog.text


def test_tables_of_earlier_models_are_removed_there_as_well(tmp_path, base):
    for model in "一二三四五六七":
        open_index(corpus_files(tmp_path / "corpus"), "c", tmp_path / "home", Letters(), model, base=base)
    notes = [path for path in (tmp_path / "home" / "index").glob("*/*") if path.is_dir()]
    assert len(notes) == 2 * index._KEPT - 1
    if "s3://" not in base:
        kept = list((tmp_path / "share").rglob("*.lance"))
        assert len(
            {path.relative_to(tmp_path / "share").parts[0] for path in kept if path.name == "passages.lance"}
        ) == len(notes)


def test_a_place_that_cannot_be_reached_for_a_while_costs_no_index(tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    add_passages(tmp_path / "corpus", [Passage("own", "龙舟竞渡现场讲解政策。")])
    files = corpus_files(tmp_path / "corpus")
    open_index(files, "c", tmp_path, None, "", base=str(share))
    share.rename(tmp_path / "gone")
    with pytest.raises(AssistantError, match="不存在"):
        open_index(files, "c", tmp_path, None, "", base=str(share))
    assert not share.exists()
    (tmp_path / "gone").rename(share)
    assert found(open_index(files, "c", tmp_path, None, "", base=str(share))) == ["own"]


def test_a_folder_that_is_not_there_is_never_made(tmp_path):
    with pytest.raises(AssistantError, match="不存在"):
        open_index(corpus_files(tmp_path), "c", tmp_path, None, "", base=str(tmp_path / "没有"))
    assert not (tmp_path / "没有").exists()


@pytest.mark.parametrize("base", ["nowhere://x/y", "s3://"])
def test_a_place_lance_does_not_know_is_told_in_a_sentence(tmp_path, base):
    with pytest.raises(AssistantError, match="不能读写"):
        open_index(corpus_files(tmp_path), "c", tmp_path, None, "", base=base)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("索引", "{folder}/索引"), ("/mnt/share", "/mnt/share"), ("s3://bucket/nianbao", "s3://bucket/nianbao")],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Unix")
def test_the_settings_say_where_it_lies(tmp_path, written, meant):
    file = tmp_path / "settings.yaml"
    file.write_text(f"index_place: {written}\n", encoding="utf-8")
    assert load_settings(file).index_place == meant.format(folder=tmp_path.resolve())
