import shutil
from pathlib import Path

import pytest

from assistant import pipeline

EXAMPLE = Path(__file__).parents[1] / "examples" / "jinan-bigdata-2023"


def quiet(_):
    pass


@pytest.fixture(scope="module")
def last_year(tmp_path_factory):
    """Last year's report as a .docx: the example drafted, taken for the year before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NIANBAO_HOME", str(tmp_path_factory.mktemp("home")))
        out = tmp_path_factory.mktemp("last")
        pipeline.draft(EXAMPLE, out, pipeline.settings(charts=False), say=quiet)
        return out / "report.docx"


@pytest.fixture
def case(tmp_path, last_year):
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "case.yaml").write_text("agency: 济南市大数据局\nyear: 2024\nlevel: 市级部门\n", encoding="utf-8")
    shutil.copy(last_year, folder / "去年的.docx")
    rows = "".join(f"{n},2024-03-0{n},自然人,2024-03-1{n},予以公开\n" for n in range(1, 10))
    (folder / "台账.csv").write_text("申请编号,收到日期,申请人类型,答复日期,办理结果\n" + rows, encoding="utf-8")
    return folder


def test_last_years_report_is_compared_with_and_never_told_as_notes(case, tmp_path):
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(charts=False), say=quiet)
    text = "\n".join(paragraph.text for _, paragraph in made.report.paragraphs())
    assert "新收政府信息公开申请9件（同比增长12.5%）" in text
    assert "289" not in text
    assert not [finding for finding in made.findings if finding.severity == "error"]


def test_carried_in_that_is_not_last_years_carried_out_is_an_error(case, tmp_path):
    with (case / "台账.csv").open("a", encoding="utf-8") as file:
        file.write("77,2023-12-20,自然人,2024-01-05,予以公开\n")
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(charts=False), say=quiet)
    assert any(finding.rule == "carried-in-differs" for finding in made.findings)


def test_a_report_of_the_year_itself_is_named_and_not_used(case, tmp_path):
    (case / "case.yaml").write_text("agency: 济南市大数据局\nyear: 2023\n", encoding="utf-8")
    made = pipeline.draft(case, tmp_path / "out", pipeline.settings(charts=False), say=quiet)
    assert any("是一份年报（2023年）" in finding.message for finding in made.findings)
