import io
import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from assistant.export import Chart, docx_bytes, write_docx
from assistant.export.layout import grids
from assistant.export.word import title_breaks
from assistant.export.word_text import NAMESPACE
from assistant.report import Paragraph, Sentence, TableBlock
from assistant.tables import load_tables


def read(content):
    from docx import Document

    return Document(io.BytesIO(content))


def qn(name):
    """Return a name of WordprocessingML as lxml writes it: w:p, w:tbl."""
    return f"{{{NAMESPACE}}}{name.removeprefix('w:')}"


def said(element):
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


@pytest.fixture
def document(report, findings):
    return read(docx_bytes(report, findings, when=datetime(2026, 1, 8, tzinfo=UTC)))


def commented(document):
    """Return the words each comment belongs to, by the comment's first line."""
    found = {}
    for comment in document.comments:
        body = document.element.body
        start = body.xpath(f".//w:commentRangeStart[@w:id='{comment.comment_id}']")[0]
        words = ""
        for element in start.itersiblings():
            if element.tag == qn("w:commentRangeEnd") and element.get(qn("w:id")) == str(comment.comment_id):
                break
            words += said(element)
        found.setdefault(comment.paragraphs[0].text, []).append(words)
    return found


def test_the_page_is_that_of_the_standard(document):
    section = document.sections[0]
    assert (section.page_width.twips, section.page_height.twips) == (11906, 16838)
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [margin.twips for margin in margins] == [2098, 1587, 1984, 1474]
    assert section.footer_distance.twips == 1417


def test_body_text_has_the_lines_and_characters_of_the_standard(document):
    normal, body = document.styles["Normal"], document.styles["Body Text"]
    assert normal.paragraph_format.line_spacing.pt == 28.95
    assert normal.font.size.pt == 16
    fonts, spacing = (normal.element.rPr.find(qn(tag)) for tag in ("w:rFonts", "w:spacing"))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert spacing.get(qn("w:val")) == "-5"
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


@pytest.mark.parametrize(
    ("name", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("Heading 3", "仿宋_GB2312", None),
    ],
)
def test_titles_and_headings_have_their_fonts_and_are_not_bold(document, name, font, size):
    style = document.styles[name]
    assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == font
    assert style.font.bold is False
    assert (style.font.size and style.font.size.pt) == size


def test_fonts_are_given_with_alternatives(document):
    part = next(part for part in document.part.package.iter_parts() if part.partname.endswith("fontTable.xml"))
    text = part.blob.decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong"/>' in text


def test_page_numbers_stand_outside_on_odd_and_even_pages(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment.name == side.upper()
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert "".join(paragraph.text.split()) == "—1—"
        assert " PAGE " in [each.text for each in paragraph._p.iter(qn("w:instrText"))]
    assert document.styles["Footer"].font.size.pt == 14


def test_paragraphs_follow_the_report(document, report):
    printed = [(each.style.name, each.text) for each in document.paragraphs if each.text]
    assert printed[:5] == [
        ("Title", "临湖市数据局2025年\n政府信息公开工作年度报告"),
        ("Body Text", report.sections[0].blocks[0].text),
        ("Heading 1", "一、总体情况"),
        ("Heading 2", "（一）主动公开"),
        ("Body Text", report.sections[1].blocks[1].text),
    ]
    assert ("Heading 3", "1.信息处理费") in printed


def test_a_gap_is_highlighted(document):
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color]
    assert [(run.text, run.font.highlight_color.name) for run in runs] == [("【待补充：培训次数】", "YELLOW")]


def test_the_document_says_its_title_author_and_language(document):
    properties = document.core_properties
    assert (properties.title, properties.author) == ("临湖市数据局2025年政府信息公开工作年度报告", "临湖市数据局")
    assert properties.language == "zh-CN"
    assert properties.created == datetime(2026, 1, 8, tzinfo=UTC)
    assert not document.element.body.xpath(".//w:t[contains(., '{{')]")


def grid_texts(table):
    """Return the text on every square of a table; a merged cell's text stands on all its squares."""
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_tables_carry_the_labels_and_numbers_of_the_form_on_every_square(document, golden, number):
    grid = grids()[number]
    texts = grid_texts(document.tables[number - 2])
    squares = {}
    for row, cells in enumerate(grid.rows):
        column = 0
        for cell in cells:
            while (row, column) in squares:
                column += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    squares[row + down, column + right] = cell
    for (row, column), cell in squares.items():
        key_row, _, key_column = cell.key.partition(".")
        value = golden[f"table{number}"][key_row][key_column] if cell.key else None
        assert texts[row][column] == (f"{value}" if cell.key else cell.text)


def test_row_labels_of_table_three_are_those_of_the_form(document):
    labels = [row[2] for row in grid_texts(document.tables[1])[3:]]
    assert labels == [row.label for row in load_tables().rows3]


def test_vertical_merges_of_table_three_are_as_long_as_the_form_wants(document):
    column = [row[1] for row in grid_texts(document.tables[1])]
    spans = {
        label: column.count(label) for label in ("（三）不予公开", "（四）无法提供", "（五）不予处理", "（六）其他处理")
    }
    assert list(spans.values()) == [8, 3, 5, 3]
    assert [row[0] for row in grid_texts(document.tables[1])].count("三、本年度办理结果") == 22


def test_header_rows_repeat_and_no_row_is_split(document):
    for table, headers in zip(document.tables, (0, 3, 3), strict=True):
        repeated = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows]
        assert repeated == [True] * headers + [False] * (len(repeated) - headers)
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_tables_have_borders_and_the_width_of_the_page(document):
    for table in document.tables:
        edges = {
            edge.tag.rpartition("}")[2]: edge.get(qn("w:val")) for edge in table._tbl.xpath("./w:tblPr/w:tblBorders/*")
        }
        assert edges == dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single")
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.xpath("./w:tblGrid/w:gridCol")) == 8845


def test_a_report_with_everything_missing_exports_and_marks_every_cell(make_report):
    document = read(docx_bytes(make_report(tables={"table2": {}, "table3": {}, "table4": {}}), []))
    runs = [run for table in document.tables for run in table._tbl.iter(qn("w:r"))]
    missing = [run for run in runs if said(run) == "【待补充】"]
    assert len(missing) == 200
    assert all(run.xpath("./w:rPr/w:highlight[@w:val='yellow']") for run in missing)


def test_a_number_too_long_for_its_cell_is_printed_smaller(make_report, golden):
    table3 = golden["table3"] | {"granted": golden["table3"]["granted"] | {"total": 123456}}
    document = read(docx_bytes(make_report(tables=golden | {"table3": table3}), []))
    run = document.tables[1].rows[5].cells[9].paragraphs[0].runs[0]
    assert (run.text, run.font.size.pt) == ("123456", 6.5)


def test_past_wording_is_a_comment_on_its_paragraph_one_for_each(document, report):
    words = report.sections[1].blocks[1].text
    assert (
        commented(document)["往年写法（临湖市数据局，2022年，主动公开）：2022年，我局通过门户网站发布信息302条。"]
        == [words] * 2
    )


def test_findings_are_comments_on_what_they_are_about(document):
    found = commented(document)
    assert found["【错误】分项合计289条，与总数302条不符"] == ["发布信息289条"]
    assert found["【错误】总计不等于各列之和"] == ["19"]
    assert found["【警告】表四有3个单元格没有数据来源"] == ["行政复议"]
    assert found["【提示】本节没有数字"] == ["五、存在的主要问题及改进情况"]
    assert found["【警告】台账.xlsx 打不开"] == ["临湖市数据局2025年政府信息公开工作年度报告"]


def test_comments_are_signed(document):
    assert {(comment.author, comment.initials) for comment in document.comments} == {("年报助手", "年")}
    assert {comment.timestamp for comment in document.comments} == {datetime(2026, 1, 8, tzinfo=UTC)}


def test_a_picture_stands_at_the_end_of_its_section_with_caption_and_words(report, png, tmp_path):
    path = tmp_path / "图.png"
    path.write_bytes(png)
    document = read(docx_bytes(report, [], [Chart(path, "图1 按月", "一月最多", 1), Chart(png, "图2", "其他", 42)]))
    assert [each.get("descr") for each in document.element.body.xpath(".//wp:docPr")] == ["一月最多", "其他"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[texts.index("图1 按月") + 1] == "二、主动公开政府信息情况"
    assert texts[-1] == "图2"


def test_two_tables_in_a_row_do_not_merge_and_a_last_table_is_closed(make_report):
    document = read(docx_bytes(make_report(TableBlock(4), TableBlock(4)), []))
    assert len(document.tables) == 5
    tags = [child.tag.rpartition("}")[2] for child in document.element.body]
    assert all(pair != ("tbl", "tbl") for pair in pairwise(tags))
    assert tags[-1] == "sectPr"


@pytest.mark.parametrize(
    ("title", "agency", "breaks"),
    [
        ("甲局2025年政府信息公开工作年度报告", "甲局", []),
        ("临湖市大数据发展局2025年政府信息公开工作年度报告", "临湖市大数据发展局", [14]),
        ("2025年临湖市大数据发展局政府信息公开工作年度报告", "临湖市大数据发展局", [14]),
        ("一" * 30, "甲局", []),
    ],
)
def test_a_long_title_is_broken_between_words(title, agency, breaks):
    assert title_breaks(title, agency) == breaks


def test_text_word_cannot_hold_is_shown_as_unreadable(make_report, tmp_path):
    report = make_report(Paragraph((Sentence("甲\x00乙\x1b<b>&\ud800。", ()),)))
    write_docx(report, [], tmp_path / "report.docx")
    texts = [paragraph.text for paragraph in read((tmp_path / "report.docx").read_bytes()).paragraphs]
    assert "甲�乙�<b>&�。" in texts


def test_three_hundred_paragraphs_take_about_a_second_at_most(make_report, report):
    block = report.sections[1].blocks[1]
    long = make_report(*[block] * 300)
    docx_bytes(report, [])
    began = time.process_time()
    document = read(docx_bytes(long, []))
    assert time.process_time() - began < 2
    assert len(document.comments) == 600
