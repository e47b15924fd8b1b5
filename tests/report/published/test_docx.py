import io
import zipfile

import pytest

from assistant.errors import UnreadableFile


def test_a_word_file_is_read_cell_by_cell(read, make, same, known):
    report = read(make.docx(), "年报.docx")
    assert same(report)
    assert report.title == known.title
    assert [section.heading for section in report.sections if section.no] == list(known.headings)
    assert report.warnings == ()


def test_headings_that_word_numbers_by_itself_carry_their_numbers(read, make, same, known):
    report = read(make.docx(numbered=True), "年报.docx")
    assert same(report)
    assert [section.heading for section in report.sections if section.no] == list(known.headings)


def test_a_cell_knows_its_text_and_its_paragraph_in_the_file(read, make):
    import docx

    content = make.docx(cells={("partial", "research"): "1,017"})
    cell = read(content, "年报.docx").cells["table3.partial.research"]
    body = docx.Document(io.BytesIO(content)).element.body
    paragraphs = list(body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"))
    assert cell.raw == "1,017"
    assert paragraphs[cell.spot.element - 1].text == "1,017"


def test_blank_stroke_and_zero_are_three_things(read, make):
    cells = {("granted", "enterprise"): "", ("granted", "research"): "/", ("granted", "public_welfare"): "0"}
    report = read(make.docx(cells=cells), "年报.docx")
    row = report.table3["granted"]
    assert (row["enterprise"], row["research"], row["public_welfare"]) == (None, None, 0)
    raw = {name: report.cells[f"table3.granted.{name}"].raw for name in ("enterprise", "research", "public_welfare")}
    assert raw == {"enterprise": "", "research": "/", "public_welfare": "0"}
    assert any(
        "予以公开" in text and "商业企业”列是空白" in text and "科研机构”列是“/”" in text for text in report.warnings
    )


def test_a_blank_in_the_first_column_shifts_nothing(read, make, known):
    report = read(make.docx(cells={("new_received", "natural_person"): ""}), "年报.docx")
    assert report.table3["new_received"] == known.table3["new_received"] | {"natural_person": None}


def test_deleted_text_is_out_and_inserted_text_is_in(read, make):
    content = _changed(
        make.docx(),
        "全年新收申请75件",
        "全年新收申请</w:t></w:r><w:del><w:r><w:delText>70</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>75</w:t></w:r></w:ins><w:r><w:t>件",
    )
    texts = [paragraph.text for paragraph in read(content, "年报.docx").section(1).paragraphs]
    assert any("全年新收申请75件，" in text for text in texts)


def _changed(content, before, after):
    """Return a Word file with a piece of its XML replaced."""
    old, stream = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                assert before.encode() in part
                part = part.replace(before.encode(), after.encode())
            new.writestr(name, part)
    return stream.getvalue()


def _packed(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (_packed(word__document="<broken"), "已损坏"),
        (_packed(word__document="<a/>"), "已损坏"),
        (_packed(word__document="0" * (60 << 20)), "过大"),
        (_packed(xl__workbook="<a/>"), "Excel"),
        (_packed(other="<a/>"), "压缩包"),
        (b"PK\x03\x04 nothing more", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "旧版"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(read, content, says):
    with pytest.raises(UnreadableFile) as caught:
        read(content, "年报.docx")
    assert "年报.docx" in caught.value.problem
    assert says in caught.value.problem
    assert caught.value.hint


def test_entities_are_not_unfolded(read):
    entity = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"{entity}<w:document {space}><w:body><w:p><w:r><w:t>报告&b;</w:t></w:r></w:p></w:body></w:document>"
    report = read(_packed(word__document=body), "年报.docx")
    assert "aaaa" not in "".join(paragraph.text for section in report.sections for paragraph in section.paragraphs)


def test_a_table_of_one_cell_is_a_frame_and_its_content_is_read(read, make, same):
    framed = _changed(make.docx(), "<w:body>", "<w:body><w:tbl><w:tr><w:tc>")
    framed = _changed(framed, "<w:sectPr", "</w:tc></w:tr></w:tbl><w:sectPr")
    assert same(read(framed, "年报.docx"))


def test_a_frame_around_one_paragraph_loses_nothing(read, make, known):
    content = _changed(
        make.docx(),
        "<w:body>",
        "<w:body><w:tbl><w:tr><w:tc><w:p><w:r><w:t>编者按</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    )
    report = read(content, "年报.docx")
    assert report.section(1).paragraphs[0].text == known.prose[1][0]
    assert report.table3 == known.table3
