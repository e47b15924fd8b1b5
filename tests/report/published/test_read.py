import json
import sys

import pytest

from assistant.errors import UnreadableFile
from assistant.report.published import Spot, parsed_json, read_published
from assistant.tables import load_tables


def test_the_json_is_what_the_contract_says(read, make, known):
    parsed = parsed_json(read(make.html(), "年报.html"))
    assert parsed["table2"]["normative_docs"] == {"issued": 3, "repealed": 1, "in_force": 14}
    assert list(parsed["table3"]) == [row.key for row in load_tables().rows3]
    assert list(parsed["table4"]) == ["review", "suit_direct", "suit_after_review"]
    assert (parsed["agency"], parsed["year"], parsed["format"]) == (known.agency, 2023, "2021")
    assert parsed["sections"][1] == {"no": 1, "heading": known.headings[0], "paragraphs": list(known.prose[1])}
    assert json.loads(json.dumps(parsed, ensure_ascii=False)) == parsed


def test_every_cell_that_was_read_has_its_text_and_place(read, make):
    report = read(make.docx(), "年报.docx")
    for name in ("table2", "table3", "table4"):
        for row, cells in getattr(report, name).items():
            for column, value in cells.items():
                cell = report.cells[f"{name}.{row}.{column}"]
                assert float(cell.raw) == value
                assert cell.spot.element


def test_a_place_is_said_in_words():
    assert [str(Spot(page=3)), str(Spot(element=12)), str(Spot(line=5)), str(Spot())] == [
        "第3页",
        "第12段",
        "第5行",
        "",
    ]


def test_a_report_of_2019_is_known_by_its_table(read, make):
    page = make.html().decode().replace("2023", "2019").replace("本年制发件数", "本年新制作数量")
    report = read(page.replace("本年废止件数", "本年新公开数量").replace("现行有效件数", "对外公开总数量"), "年报.html")
    assert report.format == "2019"
    assert report.table2_2019["normative_docs"] == {"made": 3, "made_public": 1, "public_total": 14}
    assert parsed_json(report)["table2_2019"] == report.table2_2019


def test_an_older_report_has_no_official_tables(read):
    text = "云泽县水务局2016年政府信息公开工作年度报告\n一、概述\n全年公开信息12条。\n二、主动公开政府信息情况\n内容。\n三、收费及减免情况\n未收费。"
    report = read(text, "年报.txt")
    assert report.format == "older"
    assert [section.heading for section in report.sections] == [
        "一、概述",
        "二、主动公开政府信息情况",
        "三、收费及减免情况",
    ]
    assert {value for row in report.table3.values() for value in row.values()} == {None}
    assert sum("没有找到表" in text for text in report.warnings) == 3


def test_a_table_that_is_none_of_the_three_is_named(read, make):
    other = make.html_table([[("学历", 1, 1), ("人数", 1, 1)], [("本科", 1, 1), ("12", 1, 1)]])
    report = read(make.html().replace(b"<h1>", other.encode() + b"<h1>"), "年报.html")
    assert any("不是三张法定统计表" in text for text in report.warnings)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "a.pdf", "空文件"),
        (b"{\\rtf1 }", "a.doc", "不是能读取"),
        (b"Rar!\x1a\x07\x00", "a.rar", "不是能读取"),
        (b"GIF89a" + b"\x01" * 50, "a.gif", "不是能读取"),
    ],
)
def test_what_no_reader_exists_for_is_refused(read, content, name, says):
    with pytest.raises(UnreadableFile, match=says):
        read(content, name)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="打不开"):
        read_published(tmp_path / "没有.docx")


def test_a_file_is_read_by_what_it_is_not_by_its_name(read, make, data, same):
    assert same(read(make.docx(), "年报.pdf"))
    assert same(read((data / "water-2023.pdf").read_bytes(), "年报.docx"))
    assert same(read(make.html(), "年报.doc"))


def test_a_text_far_longer_than_any_report_is_refused(read):
    with pytest.raises(UnreadableFile, match="超过年度报告可能的长度"):
        read("全年发布信息十二条，解读三条。\n" * 250_000, "年报.txt")


def test_reading_starts_without_heavy_libraries():
    import subprocess

    heavy = "lxml pypdfium2 selectolax rapidocr cv2 numpy docx PIL"
    code = f"import sys, assistant.report.published; print(*set('{heavy}'.split()) & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(found.stdout.split()) <= {"numpy"} & _loaded_by_the_room_above()


def _loaded_by_the_room_above():
    """assistant.report imports retrieve's records; what those load is not ours to judge."""
    import subprocess

    code = "import sys, assistant.report; print(*{'numpy'} & set(sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
