import json

import pytest

from assistant.check import Severity
from assistant.export import findings_bytes, findings_json, report_bytes, write_json
from assistant.ingest import Place
from assistant.report import Unused


@pytest.fixture
def written(report, tmp_path):
    write_json(report, tmp_path / "report.json")
    return json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))


def test_a_report_has_the_keys_of_the_contract(written):
    contract = {"agency", "year", "sections", "table2", "table3", "table4", "statistics", "unused"}
    assert contract <= written.keys()
    assert [section["no"] for section in written["sections"]] == [0, 1, 2, 3, 4, 5, 6]
    assert all({"no", "heading", "blocks"} <= section.keys() for section in written["sections"])


def test_blocks_say_their_type(written):
    assert [block["type"] for block in written["sections"][1]["blocks"]] == ["heading", "paragraph"]
    assert written["sections"][3]["blocks"] == [{"type": "table", "table": 3}]


def test_a_sentence_names_its_sources(written):
    first = written["sections"][1]["blocks"][1]["sentences"][0]
    assert first["text"] == "通过门户网站发布信息289条。"
    assert first["sources"] == [{"kind": "figure", "id": "publication.total"}, {"kind": "item", "id": "周报.txt:12"}]


def test_a_suggestion_has_the_keys_of_the_contract(written):
    keys = {"passage_id", "text", "adapted", "gaps", "score", "section", "agency", "year", "source"}
    suggestions = written["sections"][1]["blocks"][1]["suggestions"]
    assert len(suggestions) == 2
    assert keys <= suggestions[0].keys()


def test_numbers_are_numbers_and_missing_cells_are_null(make_report, golden):
    table2 = golden["table2"] | {"licensing": {"decisions": None}}
    written = json.loads(report_bytes(make_report(tables=golden | {"table2": table2})))
    assert written["table2"]["administrative_fees"]["amount"] == 0.04
    assert written["table2"]["licensing"]["decisions"] is None
    assert written["table3"]["granted"]["total"] == 19


def test_what_was_not_used_is_listed_with_its_reason(written):
    assert [(each["id"], each["reason"]) for each in written["unused"]] == [("周报.txt:9", "与政务公开无关")]


def test_a_file_name_in_another_encoding_does_not_stop_the_report(make_report):
    unused = Unused("row", "1", "甲", "乙", Place("\udcb2\udce2.xlsx", row=3))
    written = json.loads(report_bytes(make_report(unused=[unused])))
    assert written["unused"][0]["place"] == {"file": "��.xlsx", "row": 3}
    assert written["table3"]["granted"]["total"] == 19


def test_findings_have_every_field_and_are_counted(findings, tmp_path):
    findings_json(findings, tmp_path / "findings.json")
    written = json.loads((tmp_path / "findings.json").read_text(encoding="utf-8"))
    keys = {"rule", "severity", "message", "section", "quote", "expected", "actual", "suggestion"}
    assert all(keys <= finding.keys() for finding in written["findings"])
    assert written["findings"][0]["expected"] == 302
    assert written["counts"] == {"error": 2, "warning": 2, "info": 1}


def test_no_findings_are_counted_as_none():
    assert json.loads(findings_bytes([])) == {"findings": [], "counts": dict.fromkeys(Severity, 0)}
