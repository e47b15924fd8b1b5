"""`nianbao check`: one report, a folder of them, an office's own rules."""

import json

import openpyxl
import pytest
from click.testing import CliRunner

from assistant.cli.main import main

SECTIONS = """一、总体情况
{year}年，云川市水务局主动公开政府信息{shown}。{more}
二、主动公开政府信息情况
见表。
三、收到和处理政府信息公开申请情况
未收到申请。
四、政府信息公开行政复议、行政诉讼情况
未发生行政复议和行政诉讼。
五、存在的主要问题及改进情况
主要问题：河道栏目有3条信息更新超过30天。改进措施：由河道科每月5日前核对并更新。
六、其他需要报告的事项
本机关未收取信息处理费，没有其他需要报告的事项。
"""


def report(folder, name, year=2024, shown="12条，其中通知7条、公告5条", more="", agency="云川市水务局"):
    opening = f"{agency}{year}年政府信息公开工作年度报告\n"
    opening += f"本报告的统计期限为{year}年1月1日至{year}年12月31日。\n"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SECTIONS.format(year=year, shown=shown, more=more).replace("云川市水务局", agency)
    path.write_text(opening + text, encoding="utf-8")
    return path


def run(*arguments, code=0):
    shown = CliRunner().invoke(main, ["check", *map(str, arguments)])
    assert shown.exit_code == code, shown.output
    return shown


def rules_found(shown):
    return {each["rule"] for each in json.loads(shown.stdout)["findings"]}


def test_an_offices_rules_are_given_with_an_option(tmp_path):
    path = report(tmp_path, "年报.txt", more="我单位对栏目进行进行调整。")
    own = tmp_path / "本局.yaml"
    own.write_text(
        "off: [repeated-word]\nseverity: {blank-cell: info}\n"
        "words: [{rule: our-words, why: 统一称谓, severity: warning, words: [{word: 我单位, better: 改为“我局”}]}]\n",
        encoding="utf-8",
    )
    assert "repeated-word" in rules_found(run(path, "--json", code=1))
    found = rules_found(run(path, "--json", "--rules", own))
    assert "our-words" in found
    assert "repeated-word" not in found


def test_an_offices_rules_are_given_in_the_settings(tmp_path, home):
    path = report(tmp_path, "年报.txt", more="对栏目进行进行调整。")
    (home / "settings.yaml").write_text("rules: 本局.yaml\n", encoding="utf-8")
    (home / "本局.yaml").write_text("off: [repeated-word]\n", encoding="utf-8")
    assert "repeated-word" not in rules_found(run(path, "--json"))


def test_a_wrong_rule_name_is_a_sentence_with_file_and_line(tmp_path):
    path, own = report(tmp_path, "年报.txt"), tmp_path / "本局.yaml"
    own.write_text("severity:\n  growth: info\noff:\n  - grwoth\n", encoding="utf-8")
    shown = run(path, "--rules", own, code=2)
    assert "本局.yaml 第4行" in shown.stderr
    assert "grwoth" in shown.stderr


@pytest.fixture
def folder(tmp_path):
    below = tmp_path / "年报"
    report(below, "水务局2024.txt", more="云川市水务局对栏目进行进行调整。")
    report(below, "往年/水务局2023.txt", 2023)
    report(below, "教育/教育局2024.txt", agency="云川市教育局")
    (below / "坏的.pdf").write_bytes(b"%PDF-1.7\nxx")
    (below / "旧的.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (below / "台账.xlsx").write_bytes(b"PK")
    (below / "~$水务局2024.docx").write_bytes(b"x")
    return below


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_folder_is_a_json_line_for_each_report(folder, workers):
    lines = [json.loads(line) for line in run(folder, "--json", "--workers", workers, code=1).stdout.splitlines()]
    by_file = {line["file"]: line for line in lines}
    assert set(by_file) == {"坏的.pdf", "旧的.doc", "水务局2024.txt", "往年/水务局2023.txt", "教育/教育局2024.txt"}
    wrong = by_file["水务局2024.txt"]
    assert wrong["counts"]["error"] == 1
    assert wrong["findings"][0]["quote"] == "进行进行"
    assert (wrong["agency"], wrong["year"]) == ("云川市水务局", 2024)
    assert by_file["坏的.pdf"]["problem"]
    assert by_file["旧的.doc"]["hint"]


def test_last_years_report_of_the_same_agency_is_held_against_this_years(folder):
    lines = {each["file"]: each for each in map(json.loads, run(folder, "--json", code=1).stdout.splitlines())}
    assert lines["水务局2024.txt"]["previous"] == "往年/水务局2023.txt"
    assert any(each["rule"] == "problems-repeated" for each in lines["水务局2024.txt"]["findings"])
    assert lines["教育/教育局2024.txt"]["previous"] is None


def test_a_folder_is_a_table_in_which_unread_files_have_their_sentence(folder):
    shown = run(folder, code=1).stdout
    row = next(line for line in shown.splitlines() if line.startswith("水务局2024.txt"))
    assert row.split("\t")[1:4] == ["云川市水务局", "2024", "1"]
    assert "没有读出：坏的.pdf" in shown
    assert shown.splitlines()[-1] == "共5个文件：3份已检查，1份有错误，2个没有读出。"


def test_a_folder_is_written_as_files_for_each_and_for_all(folder, tmp_path):
    out, page = folder / "结果", tmp_path / "all.html"
    run(folder, "-o", out, "--html", page, code=1)
    found = json.loads((out / "水务局2024.txt.findings.json").read_text(encoding="utf-8"))
    assert found["counts"]["error"] == 1
    assert (out / "教育" / "教育局2024.txt.findings.json").exists()
    assert len(json.loads((out / "summary.json").read_text(encoding="utf-8"))) == 5
    sheets = openpyxl.load_workbook(out / "summary.xlsx")
    assert sheets["汇总"].max_row == 6
    assert "进行进行" in [cell.value for cell in sheets["逐条"]["F"]]
    for written in (page, out / "summary.html"):
        text = written.read_text(encoding="utf-8")
        assert 'href="#f1"' in text
        assert "坏的.pdf" in text
    run(folder, "-o", out, code=1)
    assert len(json.loads((out / "summary.json").read_text(encoding="utf-8"))) == 5


def test_an_accepted_finding_stays_accepted_in_a_folder(folder):
    record = folder / "水务局2024.txt"
    key = run(record, code=1).stdout.split("[repeated-word ")[1].split("]")[0]
    run(record, "--accept", f"{key}=已核实")
    shown = {each["file"]: each for each in map(json.loads, run(folder, "--json").stdout.splitlines())}
    assert shown["水务局2024.txt"]["accepted"] == 1


def test_a_folder_where_nothing_can_be_read_and_one_without_reports_exit_2(tmp_path):
    bad = tmp_path / "坏"
    bad.mkdir()
    (bad / "a.pdf").write_bytes(b"%PDF-1.7\nxx")
    assert "没有读出" in run(bad, code=2).output
    empty = tmp_path / "空"
    empty.mkdir()
    assert "没有年报" in run(empty, code=2).stderr


def test_options_of_one_file_are_refused_for_a_folder(folder, tmp_path):
    shown = run(folder, "--docx", tmp_path / "x.docx", code=2)
    assert "--docx" in shown.stderr


def test_one_file_may_be_written_to_a_folder_too(tmp_path):
    path, out = report(tmp_path, "年报.txt", more="进行进行调整。"), tmp_path / "结果"
    run(path, "-o", out, code=1)
    assert {each.name for each in out.iterdir()} == {
        "年报.txt.findings.json",
        "summary.json",
        "summary.xlsx",
        "summary.html",
    }


def test_the_rules_of_an_office_are_listed_as_it_uses_them(tmp_path):
    own = tmp_path / "本局.yaml"
    own.write_text(
        "off: [growth]\nseverity: {percentage: info}\nwords: [{rule: ours, words: [{word: 甲乙}]}]\n", "utf-8"
    )
    shown = CliRunner().invoke(main, ["rules", "--json", "--rules", str(own)]).stdout
    rules = {each["rule"]: each["severity"] for each in map(json.loads, shown.splitlines())}
    assert "growth" not in rules
    assert rules["percentage"] == "info"
    assert rules["ours"] == "warning"
