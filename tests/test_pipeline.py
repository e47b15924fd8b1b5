"""The journey from files to files, on the example and on cases nobody prepared."""

import csv
import json
import re
from pathlib import Path

import pytest
from docx import Document

from assistant import pipeline
from assistant.ingest import Case
from assistant.tables import load_tables

EXAMPLE = Path(__file__).parents[1] / "examples" / "jinan-bigdata-2023"


def quiet(_):
    pass


@pytest.fixture(scope="module")
def drafted(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANBAO_HOME", str(home))
        out = tmp_path_factory.mktemp("out")
        return pipeline.draft(EXAMPLE, out, pipeline.settings(), say=quiet), out


def text_of(report):
    return "\n".join(paragraph.text for _, paragraph in report.paragraphs())


def test_the_numbers_of_the_example_are_those_of_the_published_report(drafted):
    report = drafted[0].report
    table3 = {
        row: {c: n for c, n in columns.items() if n} for row, columns in report.table3.items() if any(columns.values())
    }
    assert table3 == {
        "new_received": {"natural_person": 7, "other_org": 1, "total": 8},
        "granted": {"natural_person": 2, "other_org": 1, "total": 3},
        "unable_not_held": {"natural_person": 3, "total": 3},
        "other_other": {"natural_person": 2, "total": 2},
        "result_total": {"natural_person": 7, "other_org": 1, "total": 8},
    }
    assert not any(value for row in (*report.table2.values(), *report.table4.values()) for value in row.values())
    text = text_of(report)
    assert "主动公开政府信息289条" in text
    assert "302" not in text
    assert (
        "建议提案8条、财政预决算信息5条、其他文件6条、政策解读22条、办公会议信息5条、会议解读10条、工作进展210条"
        in text
    )
    assert "人大代表建议7件，其中主办2件、分办1件、会办4件" in text
    assert "政协提案25件，其中独办1件、主办2件、分办3件、会办19件" in text
    assert "采纳119条" in text


def test_no_cell_of_the_example_is_left_open(drafted):
    report = drafted[0].report
    assert len(report.table3) == len(load_tables().rows3)
    for table in (report.table2, report.table3, report.table4):
        assert all(value is not None for row in table.values() for value in row.values())


def test_every_sentence_has_a_source_that_exists(drafted):
    report = drafted[0].report
    figures = {figure["key"] for figure in report.statistics["figures"]}
    for section, paragraph in report.paragraphs():
        for sentence in paragraph.sentences:
            assert sentence.sources, sentence.text
            for source in sentence.sources:
                assert source.kind != "figure" or source.id in figures
                assert source.kind in {"figure", "item", "template"}
            if re.search(r"\d", sentence.text) and section.no > 0 and not sentence.gaps:
                assert any(source.kind != "template" for source in sentence.sources), sentence.text


def test_every_item_is_told_or_listed_with_a_reason(drafted):
    report = drafted[0].report
    found, _, _ = pipeline.items(pipeline.read_case(EXAMPLE)[1], 2023)
    told = {source.id for _, paragraph in report.paragraphs() for one in paragraph.sentences for source in one.sources}
    unused = {each.id: each.reason for each in report.unused if each.kind == "item"}
    assert {item.id for item in found} <= told | unused.keys()
    assert all(unused.values())


def test_section_one_stays_within_its_limit(drafted):
    length = sum(len(paragraph.text) for section, paragraph in drafted[0].report.paragraphs() if section.no == 1)
    assert length <= 1000


def test_the_docx_can_be_read_back_with_its_tables_and_comments(drafted):
    document = Document(str(drafted[1] / "report.docx"))
    assert len(document.tables) == 3
    assert list(document.comments)
    assert "济南市大数据局" in document.paragraphs[0].text


def test_the_json_keeps_the_contract(drafted):
    report = json.loads((drafted[1] / "report.json").read_bytes())
    assert {"agency", "year", "sections", "table2", "table3", "table4", "statistics", "unused"} <= report.keys()
    findings = json.loads((drafted[1] / "findings.json").read_bytes())
    assert findings["counts"].keys() == {"error", "warning", "info"}
    assert findings["counts"]["error"] == 0


PRIVATE = ("赵钱孙李", "13987654321", "530102199001011234", "云川市某路八弄9号302室")


def test_what_a_ledger_says_of_applicants_is_found_nowhere(tmp_path, home, capfd):
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text("agency: 云川市水务局\nyear: 2024\n", encoding="utf-8")
    with (case / "台账.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [
                "申请编号",
                "收到日期",
                "申请人",
                "联系电话",
                "身份证号",
                "通信地址",
                "申请人类型",
                "申请内容",
                "答复日期",
                "办理结果",
            ]
        )
        writer.writerow(["1", "2024-03-01", *PRIVATE, "自然人", "供水价格", "2024-03-10", "予以公开"])
        writer.writerow(["2", "2024-04-01", *PRIVATE, "自然人", "河道图纸", "2024-04-10", "莫名其妙的结果"])
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(), say=quiet)
    shown = capfd.readouterr()
    written = [path for folder in (tmp_path / "out", home) for path in folder.rglob("*") if path.is_file()]
    for word in PRIVATE:
        assert word not in shown.out + shown.err
        for path in written:
            assert word.encode() not in path.read_bytes(), path
        assert all(word not in finding.message for finding in made.findings)
        assert word not in text_of_docx(tmp_path / "out" / "report.docx")


def text_of_docx(path):
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(
        [*(paragraph.text for paragraph in document.paragraphs), *cells, *(c.text for c in document.comments)]
    )


def test_an_unknown_outcome_stops_table_three_and_nothing_else(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text("agency: 云川市水务局\nyear: 2024\n", encoding="utf-8")
    (case / "台账.csv").write_text(
        "申请编号,收到日期,申请人类型,答复日期,办理结果\n1,2024-03-01,自然人,2024-03-10,转阅存档备查\n",
        encoding="utf-8",
    )
    (case / "记录.txt").write_text("3月5日组织业务培训1次，63人次参加\n", encoding="utf-8")
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(), say=quiet)
    assert all(value is None for row in made.report.table3.values() for value in row.values())
    assert any("转阅存档备查" in finding.message and "第2行" in finding.message for finding in made.findings)
    assert "63人次" in text_of(made.report)


def test_an_agency_alone_yields_a_complete_skeleton(tmp_path):
    made = pipeline.draft(b"", tmp_path, pipeline.settings(), Case(agency="青屏县教育局", year=2024), quiet)
    assert [section.no for section in made.report.sections] == [0, 1, 2, 3, 4, 5, 6]
    assert sum(finding.rule == "missing-fact" for finding in made.findings) >= 15
    assert not re.search(r"(?<!20)(?<!\d)[1-9]\d*(?:条|件|次)", text_of(made.report))


def test_a_note_that_contradicts_the_spreadsheet_is_an_error_and_not_printed(tmp_path):
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text("agency: 云川市水务局\nyear: 2024\n", encoding="utf-8")
    rows = "".join(f"标题{n},工作动态,2024-0{n % 9 + 1}-11\n" for n in range(12))
    (case / "导出.csv").write_text("标题,栏目,发布日期\n" + rows, encoding="utf-8")
    (case / "记录.txt").write_text("全年网站共公开信息15条\n", encoding="utf-8")
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(), say=quiet)
    (finding,) = [finding for finding in made.findings if finding.rule == "note-contradicts-figure"]
    assert (finding.expected, finding.actual) == (12, 15)
    assert "主动公开政府信息12条" in text_of(made.report)
    assert "15条" not in text_of(made.report)
