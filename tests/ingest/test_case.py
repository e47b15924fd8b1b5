from pathlib import Path

import pytest

from assistant.errors import BadCase
from assistant.ingest import Case, Contact, SheetKind, read_case

EXAMPLE = Path(__file__).parents[2] / "examples" / "jinan-bigdata-2023"


@pytest.fixture
def folder(tmp_path):
    def make(text, **files):
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        for name, data in files.items():
            (tmp_path / name).write_text(data, encoding="utf-8")
        return tmp_path

    return make


def test_an_agency_and_a_year_are_enough(folder):
    case, material = read_case(folder("agency: 某市某局\nyear: 2025\n"))
    assert case == Case("某市某局", 2025, short_name="某市某局", folder=case.folder)
    assert not any((material.texts, material.sheets, material.problems))


def test_everything_may_be_said(folder):
    text = "agency: 某市某局\nyear: 2025年\nshort_name: 市某局\nlevel: 市级部门\nregion: 山东\n"
    text += "contact: {office: 办公室, postcode: 250000, phone: 0531-1}"
    case, _ = read_case(folder(text))
    assert (case.year, case.short_name, case.level, case.region) == (2025, "市某局", "市级部门", "山东")
    assert case.contact == Contact(office="办公室", postcode="250000", phone="0531-1")


@pytest.mark.parametrize(
    ("text", "problem", "hint"),
    [
        ("year: 2025", "缺少 agency", "agency: 某某市某某局"),
        ("agency: ''\nyear: 2025", "缺少 agency", "agency: 某某市某某局"),
        ("agency: 某局", "缺少 year", "year: 2025"),
        ("agency: 某局\nyear: 去年", "year“去年”不是年度", "四位数"),
        ("agency: 某局\nyear: 25", "year“25”不是年度", "四位数"),
        (
            "agency: 某局\nyear: 2025\nagancy: 某局",
            "有不认识的项：agancy",
            "agency、year、short_name、level、region、contact",
        ),
        (
            "agency: 某局\nyear: 2025\ncontact: {tel: 1}",
            "contact 下有不认识的项：tel",
            "office、address、postcode、phone、email",
        ),
        ("agency: 某局\nyear: 2025\ncontact: 办公室", "contact 应分项填写", "office:"),
        ("agency: 某局\nyear: 2025\nlevel: 部门", "level“部门”不认识", "县级部门"),
        ("- 某局", "不是“名称: 值”的形式", "agency: 某某市某某局"),
        ("agency: [某局\nyear: 2025", "写法不对", "冒号用半角"),
        ("agency\t: 某局\nyear: 2025", "写法不对", "冒号用半角"),
        ("", "不是“名称: 值”的形式", "agency: 某某市某某局"),
    ],
)
def test_a_wrong_case_file_says_what_to_write(folder, text, problem, hint):
    with pytest.raises(BadCase) as caught:
        read_case(folder(text))
    assert "case.yaml" in caught.value.problem
    assert problem in caught.value.problem
    assert hint in caught.value.hint


def test_a_folder_without_a_case_file_says_what_to_write(tmp_path):
    with pytest.raises(BadCase) as caught:
        read_case(tmp_path)
    assert "没有 case.yaml" in caught.value.problem
    with pytest.raises(BadCase):
        read_case(tmp_path / "没有")


def test_a_case_file_in_another_encoding_is_told(tmp_path):
    (tmp_path / "case.yaml").write_bytes("agency: 某局\nyear: 2025".encode("gb18030"))
    with pytest.raises(BadCase) as caught:
        read_case(tmp_path)
    assert "UTF-8" in caught.value.hint


def test_all_files_are_read_in_order_and_hidden_ones_are_told(folder):
    root = folder("agency: 某局\nyear: 2025\n", **{"b.txt": "二", "a.txt": "一", "~$b.docx": "锁", ".DS_Store": "x"})
    (root / "下").mkdir()
    (root / "下" / "c.txt").write_text("三", encoding="utf-8")
    (root / "下" / "~$c.docx").write_text("锁", encoding="utf-8")
    _, material = read_case(root)
    assert [text.file for text in material.texts] == ["a.txt", "b.txt", "下/c.txt"]
    assert [f"{problem.place} {problem.problem}" for problem in material.problems] == [
        ".DS_Store 是隐藏文件或系统文件，已跳过",
        "~$b.docx 是 Office 打开文件时留下的临时文件，已跳过",
        "下/~$c.docx 是 Office 打开文件时留下的临时文件，已跳过",
    ]


def test_the_example_case_is_read_without_a_problem():
    case, material = read_case(EXAMPLE)
    assert (case.agency, case.year) == ("济南市大数据局", 2023)
    rows = {sheet.kind: len(sheet) for sheet in material.sheets}
    assert (
        rows[SheetKind.WEB_EXPORT],
        rows[SheetKind.REQUEST_LEDGER],
        rows[SheetKind.PROPOSALS],
        rows[SheetKind.HOTLINE],
    ) == (289, 8, 32, 4)
    assert (rows[SheetKind.NORMATIVE_DOCS], rows[SheetKind.REMEDIES]) == (0, 0)
    assert len(material.texts) == 2
    assert material.problems == ()


def test_applicants_of_the_example_are_found_nowhere():
    _, material = read_case(EXAMPLE)
    assert not any(word in repr(material) for word in ("测试甲", "测试单位甲", "000000000000000000", "测试路0号"))
