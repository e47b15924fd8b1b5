"""Folders of reports compared: who is late, missing, alike, unread; as page, workbook and JSON."""

import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from assistant.cli.main import main
from assistant.compare.gather import find_reports, read_one

COPIED = "建立政府信息公开审查机制，由起草科室提出公开属性，办公室复核后发布。"
OWN = {
    "云川市水务局": "河道栏目按月更新，汛期每日发布水情，全年答复群众留言。",
    "云川市教育局": "招生政策配发图解，开学前集中发布学区划分和收费标准。",
    "云川市民政局": "低保名单按季公示，养老机构补贴标准印成手册放在窗口。",
}


@pytest.fixture
def reports(tmp_path, write):
    """Three bodies: two with a copied sentence, one late, one beside last year's."""
    folder = tmp_path / "年报"
    write(folder, "云川市水务局", one=OWN["云川市水务局"] + COPIED, head="发布日期：2025-01-20")
    write(folder, "云川市教育局", one=OWN["云川市教育局"] + COPIED, head="发布日期：2025-02-06")
    write(folder, "云川市民政局", one=OWN["云川市民政局"], foot="2025年1月20日")
    write(folder, "云川市民政局", year=2023, one=OWN["云川市民政局"])
    return folder


def run(*arguments, code=0):
    shown = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    assert shown.exit_code == code, shown.output
    return shown


def told(*arguments, code=1):
    return json.loads(run(*arguments, "--json", code=code).stdout)


def by_agency(made):
    return {body["agency"]: body for body in made["bodies"]}


def test_late_signed_and_timely_reports_are_told_apart(reports):
    made = told(reports)
    bodies = by_agency(made)
    assert made["year"] == 2024 and len(bodies) == 3
    assert (bodies["云川市水务局"]["lateness"], bodies["云川市水务局"]["days_late"]) == ("按期", None)
    assert (bodies["云川市教育局"]["lateness"], bodies["云川市教育局"]["days_late"]) == ("逾期", 6)
    assert bodies["云川市民政局"]["lateness"] == "落款在期限内"
    assert bodies["云川市教育局"]["due"] == "2025-01-31"


def test_an_offices_own_day_is_taken_instead(reports):
    assert by_agency(told(reports, "--due", "01-15"))["云川市水务局"]["days_late"] == 5
    assert "例如 01-26" in run(reports, "--due", "02-30", code=2).output


def test_copied_sentences_are_listed_with_their_bodies_and_the_form_is_not(reports):
    made = told(reports)
    (shared,) = made["shared"]
    assert COPIED.rstrip("。") in shared["text"]
    assert {where["agency"] for where in shared["where"]} == {"云川市水务局", "云川市教育局"}
    assert by_agency(made)["云川市民政局"]["sentences"]["shared"] == 0


def test_last_years_report_beside_this_years_is_held_against_it(reports):
    body = by_agency(told(reports))["云川市民政局"]
    assert body["previous"] == "云川市民政局2023.txt"
    assert body["sentences"]["repeated"] >= 1
    assert "repeated-sentences" in body["rules"]


def test_last_years_reports_may_lie_elsewhere(reports, tmp_path, write):
    write(tmp_path / "上年", "云川市水务局", year=2023, one=OWN["云川市水务局"])
    body = by_agency(told(reports, "--previous", tmp_path / "上年"))["云川市水务局"]
    assert body["previous"] == "云川市水务局2023.txt" and body["sentences"]["repeated"] >= 1


def test_missing_and_unexpected_bodies_are_named(reports, tmp_path):
    names = tmp_path / "名单.txt"
    names.write_text("云川市水务局\n云川市教育局\n云川市体育局\n", encoding="utf-8")
    made = told(reports, "--expected", names)
    assert (made["missing"], made["unexpected"]) == (["云川市体育局"], ["云川市民政局"])
    assert told(reports)["missing"] is None


def test_nothing_is_left_out_without_a_reason(reports, write):
    (reports / "坏了.docx").write_bytes(b"PK\x03\x04 not a document")
    (reports / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (reports / "台账.xlsx").write_bytes(b"x")
    (reports / "通知.txt").write_text("关于召开会议的通知\n请各科室准时参加。\n", encoding="utf-8")
    write(reports, "云川市水务局", name="再来一份.txt")
    write(reports, "云川市水务局", year=2019, name="早年.txt")
    reasons = {each["file"]: each["reason"] for each in told(reports)["unread"]}
    assert set(reasons) == {"坏了.docx", "旧.doc", "台账.xlsx", "通知.txt", "再来一份.txt", "早年.txt"}
    assert all(reasons.values())
    assert "已有一份" in " ".join(reasons.values())
    assert "2019年度" in reasons["早年.txt"]


def test_a_folder_without_reports_and_one_with_none_readable_are_refused(tmp_path):
    assert "没有年报" in run(tmp_path, code=2).output
    (tmp_path / "坏了.pdf").write_bytes(b"%PDF-1.4 broken")
    assert "都没有读出" in run(tmp_path, code=2).output


def test_an_unforeseen_error_in_one_file_is_named_without_what_the_file_held(reports, monkeypatch):
    def strange(name, path):
        raise RuntimeError("secret")

    monkeypatch.setattr("assistant.compare.gather._published", strange)
    read = read_one((reports, reports / "云川市教育局2024.txt"))
    assert read.document is None and read.problem
    assert "secret" not in read.problem + read.hint


def test_page_workbook_and_json_are_written_and_agree(reports, tmp_path):
    out = reports / "对比"  # inside the folder: a second run must not read its own files
    made = told(reports, "-o", out)
    assert told(reports, "-o", out) == made
    assert json.loads((out / "compare.json").read_text(encoding="utf-8")) == made
    page = (out / "compare.html").read_text(encoding="utf-8")
    assert "云川市教育局" in page and "逾期6天" in page
    assert "<script" not in page and not re.search(r"\son\w+=", page)
    book = openpyxl.load_workbook(out / "compare.xlsx", read_only=True)
    assert [row[0] for row in book["单位"].iter_rows(min_row=2, values_only=True)] == list(by_agency(made))
    heads = next(book["规则×单位"].iter_rows(max_row=1, values_only=True))
    assert list(heads[1:]) == list(by_agency(made))
    book.close()


def test_what_a_report_says_cannot_become_markup_or_a_formula(tmp_path, write):
    nasty = "=cmd|' /C calc'!A0与<img src=x onerror=alert(1)>这样的文字也要按原样列出来给人看。"
    for agency in ("云川市水务局", "云川市教育局"):
        write(tmp_path / "年报", agency, one=f"概述如下：全年工作平稳有序。\n{nasty}")
    run(tmp_path / "年报", "-o", tmp_path / "out")
    page = (tmp_path / "out" / "compare.html").read_text(encoding="utf-8")
    assert "<img" not in page
    book = openpyxl.load_workbook(tmp_path / "out" / "compare.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    book.close()


def test_a_drafts_folder_is_one_body_and_its_templates_are_not_copies(tmp_path):
    example = Path(__file__).resolve().parents[2] / "examples" / "jinan-bigdata-2023"
    shown = CliRunner().invoke(main, ["draft", str(example), "-o", str(tmp_path / "甲")])
    assert shown.exit_code in (0, 1), shown.output
    shutil.copytree(tmp_path / "甲", tmp_path / "乙")
    renamed = (tmp_path / "乙" / "report.json").read_text(encoding="utf-8").replace("济南市大数据局", "济南市教育局")
    (tmp_path / "乙" / "report.json").write_text(renamed, encoding="utf-8")
    found = find_reports(tmp_path)
    assert [path.name for path in found.reports] == ["report.json", "report.json"] and found.others == ()
    made = json.loads(CliRunner().invoke(main, ["compare", str(tmp_path), "--json"]).stdout)
    bodies = by_agency(made)
    assert set(bodies) == {"济南市大数据局", "济南市教育局"}
    assert {body["lateness"] for body in bodies.values()} == {"草稿"}
    counts = json.loads((tmp_path / "甲" / "findings.json").read_text(encoding="utf-8"))["counts"]
    assert bodies["济南市大数据局"]["counts"] == counts
    assert made["shared"], "facts that one draft took from the other are copies"


def test_the_order_of_processes_changes_nothing(reports):
    assert told(reports, "--workers", "1") == told(reports, "--workers", "2")
