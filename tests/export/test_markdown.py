import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.export import markdown_text, write_markdown
from assistant.export.markdown import escape
from assistant.report import Sentence
from assistant.tables import load_tables


def cells(line):
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def test_headings_follow_the_levels_of_the_report(report):
    headings = [line for line in markdown_text(report, []).splitlines() if line.startswith("#")]
    assert headings[:3] == ["# 临湖市数据局2025年政府信息公开工作年度报告", "## 一、总体情况", "### （一）主动公开"]
    assert "#### 1.信息处理费" in headings


def test_table_three_is_a_pipe_table_with_every_row_and_number(report, golden):
    lines = [cells(line) for line in markdown_text(report, []).splitlines() if line.startswith("| ")]
    rows = {line[0]: line[1:] for line in lines}
    for row in load_tables().rows3:
        assert rows[" ".join((*row.path, row.label))] == [str(value) for value in golden["table3"][row.key].values()]


def test_all_rows_of_a_table_have_as_many_cells_as_its_head(report):
    tables = re.findall(r"(?:^\|.*\n)+", markdown_text(report, []), re.MULTILINE)
    assert len(tables) == 6
    for table in tables:
        assert len({len(cells(line)) for line in table.splitlines()}) == 1


def test_a_missing_cell_is_marked(make_report):
    text = markdown_text(make_report(tables={"table2": {}, "table3": {}, "table4": {}}), [])
    assert text.count("【待补充】") == 10 + 175 + 15


def test_every_footnote_used_is_defined_once(report, findings):
    text = markdown_text(report, findings)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert len(defined) == len(set(defined))
    assert set(defined) == used
    assert "[^2]: 统计数字：主动公开信息总数；工作记录：周报.txt:12" in text


def test_past_wording_is_quoted_after_its_paragraph(report):
    lines = markdown_text(report, []).splitlines()
    at = next(index for index, line in enumerate(lines) if line.startswith("通过门户网站"))
    assert lines[at + 2].startswith("> 往年写法（临湖市数据局，2022年，主动公开）")


def test_findings_and_unused_notes_stand_after_a_rule(report, findings):
    body, _, appendix = markdown_text(report, findings).partition("\n---\n")
    assert "下午擦玻璃" not in body and "与总数302条不符" not in body
    assert "下午擦玻璃（与政务公开无关）" in appendix
    assert (
        "- **错误** 分项合计289条，与总数302条不符。原文：“发布信息289条”。建议：请核对（规则：breakdown-sum）"
        in appendix
    )


def test_a_clean_report_has_no_appendix(make_report):
    assert "---\n" not in markdown_text(make_report(), []).replace("---:", "")


@given(st.text("*_`[]<>|#~&$\\1.- 甲", min_size=1))
def test_escaped_text_keeps_its_words_and_has_no_bare_markup(text):
    escaped = escape(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert not re.search(r"[*_`\[\]<>|#~&$]", re.sub(r"\\.", "", escaped))


def test_hostile_text_stays_text(make_report, tmp_path):
    hostile = "<script>alert(1)</script>|甲\x00"
    report = make_report(title=hostile)
    write_markdown(report, [], tmp_path / "report.md")
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith(r"# \<script\>alert(1)\</script\>\|甲�")


def test_a_sentence_without_sources_has_no_footnote(make_report):
    from assistant.report import Paragraph

    text = markdown_text(make_report(Paragraph((Sentence("没有来源。", ()),))), [])
    assert "\n没有来源。\n" in text
