import json
import sys

import pytest
from click.testing import CliRunner

from assistant.cli.main import main


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))

    def run(*arguments):
        from assistant.cli.corpus import command

        return CliRunner().invoke(command, [*map(str, arguments)], catch_exceptions=True)

    return run


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "往年.jsonl"
    lines = [
        {"text": "通过门户网站公开政府信息412条，其中工作动态263条。", "agency": "甲局", "year": 2021},
        {"text": "通过门户网站公开政府信息509条，其中工作动态301条。", "agency": "甲局", "year": 2022},
        {"text": "组织业务培训两次。", "agency": "甲局", "year": 2022},
    ]
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n{坏", encoding="utf-8")
    return path


def test_what_was_not_taken_is_counted_and_listed(corpus, file):
    added = corpus("add", file, "--json")
    assert added.exit_code == 1
    row = json.loads(added.stdout.splitlines()[-1])
    assert (row["added"], row["known"], row["similar"], len(row["problems"])) == (2, 0, 1, 1)
    assert "新增0段，已有3段" in corpus("add", file).stdout
    assert "新增1段，已有2段" in corpus("add", file, "--similar").stdout
    refused = json.loads(corpus("quarantine", "--json").stdout)
    assert "第4行" in refused["place"]
    assert "第4行" in corpus("quarantine").stdout


def test_versions_are_listed_and_restored(corpus, file, tmp_path):
    corpus("add", file)
    other = tmp_path / "另一个.jsonl"
    other.write_text('{"text": "更新公开指南。"}', encoding="utf-8")
    assert corpus("add", other).exit_code == 0
    versions = [json.loads(line) for line in corpus("history", "--json").stdout.splitlines()]
    assert [(each["version"], each["passages"], each["finished"]) for each in versions] == [(1, 2, True), (2, 3, True)]
    assert "成为版本3" in corpus("restore", 1).stdout
    assert len(corpus("list").stdout.splitlines()) == 2
    assert len(corpus("history").stdout.splitlines()) == 3
    assert "现有1个" in corpus("compact").stdout


def test_a_folder_is_added_with_everything_below_it(corpus, file):
    told = corpus("add", file.parent).stdout
    assert "新增2段" in told
    assert "几乎相同而未收录1段" in told


def test_without_ray_a_sentence_says_what_to_install(corpus, file, monkeypatch):
    monkeypatch.setitem(sys.modules, "assistant.cluster", None)
    told = corpus("add", file, "--ray", "auto")
    assert "nianbao[cluster]" in str(told.exception.hint)


def test_the_commands_are_part_of_the_program():
    told = CliRunner().invoke(main, ["corpus", "--help"]).output
    for name in ("add", "list", "stats", "remove", "history", "restore", "compact", "index", "quarantine"):
        assert name in told
