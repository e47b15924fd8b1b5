import io

import pytest

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.word import read_document

NAMES = load_columns()


def p(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(*rows):
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" if not cell.startswith("<") else cell for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def lines(material):
    return [line.text for text in material.texts for line in text.lines]


def test_paragraphs_and_tables_come_in_order(document):
    material = read_document(
        document(p("一、８月培训") + table(["甲", "乙"], ["1", "2"]) + p("二、挂网")), "记录.docx", NAMES
    )
    assert lines(material) == ["一、8月培训", "甲\t乙", "1\t2", "二、挂网"]
    assert [line.number for line in material.texts[0].lines] == [1, 2, 3, 4]


def test_a_table_with_known_headers_is_a_sheet(document):
    body = p("台账") + table(
        ["申请编号", "收到日期", "申请人类型", "申请人", "申请内容", "办理结果"],
        ["1", "2023.1.2", "自然人", "测试甲", "甲", "予以公开"],
    )
    material = read_document(document(body), "记录.docx", NAMES)
    (sheet,) = material.sheets
    assert (sheet.name, sheet.kind, sheet.numbers) == ("第1个表格", SheetKind.REQUEST_LEDGER, [2])
    assert "测试甲" not in repr(material)
    assert lines(material) == ["台账"]


def test_a_table_of_work_is_a_sheet_of_notes(document):
    (sheet,) = read_document(document(table(["时间", "工作内容"], ["8.21", "挂网"])), "记录.docx", NAMES).sheets
    assert (sheet.kind, sheet.columns) == (SheetKind.NOTES, {"日期": ["8.21"], "内容": ["挂网"]})


def test_merged_cells_are_read_as_they_look(document):
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("办理情况")}</w:tc>'
    top = f'<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("主办")}</w:tc>'
    below = f"<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc>"
    rows = [["编号", "题目", wide], ["", "", "办理方式", "采纳措施数"], ["1", "甲", top, "5"], ["2", "乙", below, "3"]]
    material = read_document(document(table(*rows)), "记录.docx", NAMES)
    (sheet,) = material.sheets
    assert (sheet.columns["办理方式"], sheet.columns["采纳措施数"]) == (["主办", "主办"], [5, 3])
    assert [problem.place.row for problem in material.problems] == [3]


def test_people_in_a_form_stay_behind(document):
    body = table(["姓名", "测试甲", "单位", "某处"], ["联系电话", "13800000000", "事项", "查阅档案"])
    material = read_document(document(body), "记录.docx", NAMES)
    assert "测试甲" not in repr(material)
    assert "13800000000" not in repr(material)
    assert "查阅档案" in "".join(lines(material))


def test_deleted_words_are_left_out_and_inserted_ones_read(document):
    body = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>培训</w:t><w:tab/><w:t>两</w:t></w:r><w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>次</w:t><w:br/><w:t>共六十人</w:t></w:r></w:ins></w:p>"
    )
    assert lines(read_document(document(body), "记录.docx", NAMES)) == ["培训\t两次", "共六十人"]


def test_text_boxes_and_content_controls_are_read(document):
    box = f"<w:p><w:r><w:t>正文</w:t><w:pict><w:txbxContent>{p('文本框')}</w:txbxContent></w:pict></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    assert lines(read_document(document(box + control), "记录.docx", NAMES)) == ["正文", "文本框", "控件"]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("<w:p><w:r><w:drawing><w:blip/></w:drawing></w:r></w:p>", "文档里有1张图片，图片中的文字没有读取"),
        ("<w:p/>", "文档里没有任何文字"),
    ],
)
def test_pictures_and_empty_documents_are_told(document, body, problem):
    assert [each.problem for each in read_document(document(body), "记录.docx", NAMES).problems] == [problem]


def test_a_broken_document_is_told(document):
    (problem,) = read_document(document("<w:p>"), "记录.docx", NAMES).problems
    assert problem.problem == "文档内部有损坏，读不出来"


def test_what_python_docx_wrote_is_read():
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("工作记录", 1)
    made.add_paragraph("开展培训１次", style="List Bullet")
    rows = made.add_table(2, 2).rows
    for row, cells in zip(rows, [("时间", "事项"), ("8.21", "挂网")], strict=True):
        row.cells[0].text, row.cells[1].text = cells
    file = io.BytesIO()
    made.save(file)
    material = read_document(file.getvalue(), "记录.docx", NAMES)
    assert lines(material) == ["工作记录", "开展培训1次"]
    assert material.sheets[0].columns["内容"] == ["挂网"]
