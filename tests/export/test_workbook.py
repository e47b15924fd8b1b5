import io

from openpyxl import load_workbook

from assistant.export.workbook import safe, workbook_bytes
from assistant.ingest import read_case
from assistant.settings import resource
from assistant.statistics import compute


def book(formulas=True):
    case, material = read_case(resource("examples", "jinan-bigdata-2023"))
    return load_workbook(io.BytesIO(workbook_bytes(compute(material, case.year))), data_only=not formulas)


def test_totals_are_formulae_and_counts_are_numbers():
    sheet = book()["表三"]
    assert sheet["A2"].value == "一、本年新收政府信息公开申请数量"
    assert sheet["B2"].value == 7
    assert sheet["H2"].value == "=SUM(B2:G2)"
    total = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "（七）总计")
    assert total[1].value == "=SUM(B4:B24)"


def test_every_number_names_its_rows():
    rows = list(book()["来源"].iter_rows(values_only=True))
    assert ("表三 （一）予以公开 总计", 3, "依申请公开台账.csv", None, "2、6、9") in rows


def test_text_that_could_run_as_a_formula_is_made_text():
    for word in ("=1+1", "+1", "-2", "@sum", "\t=1"):
        assert safe(word) == f"'{word}"
    assert safe("政策解读") == "政策解读"
    assert safe(-2) == -2
