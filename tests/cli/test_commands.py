"""Each command on small material: what it prints, and its exit code."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli.main import main

ROOT = Path(__file__).resolve().parents[2]

EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-bigdata-2023"


def run(*arguments, given=None, code=0):
    shown = CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)
    assert shown.exit_code == code, shown.output
    return shown.stdout


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_classify_prints_the_fields_of_the_contract():
    (note,) = objects(
        run("classify", "-", "--json", "--year", "2023", given="8.21挂了开放工作安排的图解和专家解读各1份\n")
    )
    assert {
        "id", "text", "category", "category_confidence", "section", "section_confidence",
        "needs_review", "why", "date", "quantities", "titles", "source",
    } <= note.keys()  # fmt: skip
    assert note["date"] == "2023-08-21"
    assert [(each["value"], each["unit"], each["of"]) for each in note["quantities"]] == [
        (1, "份", "图解"),
        (1, "份", "专家解读"),
    ]


def test_other_fields_of_a_line_pass_through_untouched(tmp_path):
    notes = tmp_path / "n.jsonl"
    notes.write_text('{"id": "a7", "text": "组织培训2次", "科室": "办公室"}\n', encoding="utf-8")
    (note,) = objects(run("classify", notes, "--json"))
    assert (note["id"], note["科室"], note["text"]) == ("a7", "办公室", "组织培训2次")


def test_items_ends_with_what_it_left_out():
    *found, last = objects(run("items", "-", "--json", given="张三 10:32\n3月5日组织培训2次\n收到\n"))
    assert [item["text"] for item in found] == ["3月5日组织培训2次"]
    assert [each["line"] for each in last["noise"]] == [1, 3]


def test_suggest_answers_in_the_order_of_the_questions(tmp_path):
    asked = tmp_path / "q.jsonl"
    asked.write_text('{"id": "x", "text": "去大厅参观学习"}\n{"id": "y", "text": "清理过期文件"}\n', encoding="utf-8")
    answers = objects(run("suggest", "--file", asked, "-k", "3", "--json"))
    assert [answer["id"] for answer in answers] == ["x", "y"]
    for answer in answers:
        assert len(answer["suggestions"]) == 3
        assert {"passage_id", "text", "adapted", "gaps", "score", "section", "agency", "year", "source"} <= answer[
            "suggestions"
        ][0].keys()


def test_a_corpus_takes_a_passage_once_and_gives_it_back(tmp_path):
    added = tmp_path / "p.jsonl"
    added.write_text(
        '{"text": "全年组织业务培训3次，参训120人次。", "section": "监督保障", "year": 2022}\n', encoding="utf-8"
    )
    assert objects(run("corpus", "add", added, "--json"))[0]["added"] == 1
    assert objects(run("corpus", "add", added, "--json"))[0] == {"added": 0, "known": 1, "problems": [], "left_out": []}
    (passage,) = objects(run("corpus", "list", "--json"))
    starter = sum(
        len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / "corpus" / "passages").glob("*.jsonl")
    )
    assert f"共{starter + 1}段" in run("corpus", "stats")
    assert run("corpus", "remove", passage["id"]) == "已删除1段。\n"
    run("corpus", "remove", passage["id"], code=1)


def test_figures_shows_tables_and_the_rows_behind_a_number():
    assert "表三" in run("figures", EXAMPLE)
    assert "第2、6、9行" in run("figures", EXAMPLE, "--explain", "table3.granted.total")
    run("figures", EXAMPLE, "--explain", "table3.nonsense", code=2)


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "case.yaml").write_text("agency: 云川市水务局\nyear: 2024\n", encoding="utf-8")
    (tmp_path / "台账.csv").write_text(
        "申请编号,收到日期,申请人类型,答复日期,办理结果\n1,2024-03-01,自然人,2024-03-10,转阅存档备查\n",
        encoding="utf-8",
    )
    return tmp_path


def test_ledger_map_asks_and_remembers(ledger):
    (unknown,) = objects(run("ledger", "map", ledger, "--json", code=1))
    assert (unknown["word"], unknown["count"]) == ("转阅存档备查", 1)
    assert unknown["suggestions"]
    assert "都能归类" in run("ledger", "map", ledger, "--set", "转阅存档备查=other_other")
    tables = objects(run("figures", ledger, "--json"))[0]
    assert tables["table3"]["other_other"]["natural_person"] == 1


def test_rollup_adds_up_and_names_who_is_missing(tmp_path):
    for name, agency in (("a", "甲局"), ("b", "乙局")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "台账.csv").write_text(
            "申请编号,收到日期,申请人类型,答复日期,办理结果\n1,2024-03-01,自然人,2024-03-10,予以公开\n",
            encoding="utf-8",
        )
        (tmp_path / name / "case.yaml").write_text(f"agency: {agency}\nyear: 2024\n", encoding="utf-8")
        run("draft", tmp_path / name, "-o", tmp_path / "out" / name, "--no-charts")
    expected = tmp_path / "名单.txt"
    expected.write_text("甲局\n乙局\n丙镇\n", encoding="utf-8")
    (result,) = objects(run("rollup", tmp_path / "out", "--expect", expected, "--json", code=1))
    assert result["sums"]["table3"]["granted"]["total"] == 2
    assert result["missing"] == ["丙镇"]
    assert {lack["agency"] for lack in result["sums"]["lacks"]} == {"甲局", "乙局"}


def test_an_unknown_section_is_refused_with_the_sections_there_are():
    shown = CliRunner().invoke(main, ["suggest", "培训", "--section", "乱写"])
    assert shown.exit_code == 2 and "监督保障" in shown.output


def test_empty_cells_are_told_by_body_and_table(tmp_path):
    run("draft", "-", "--agency", "甲局", "--year", "2024", "-o", tmp_path / "甲局", "--no-charts", given="")
    shown = run("rollup", tmp_path, code=1)
    assert "空格：甲局 表三有175格没有数字" in shown
    assert shown.count("空格：") == 3


def test_a_data_file_is_no_report():
    shown = CliRunner().invoke(main, ["check", str(EXAMPLE / "网站信息导出.xlsx")])
    assert shown.exit_code == 2 and "不是年报" in shown.output
