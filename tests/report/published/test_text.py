import pytest

from assistant.errors import UnreadableFile


@pytest.mark.parametrize("tabs", [True, False])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_is_read_cell_by_cell(read, make, same, tabs, encoding):
    assert same(read(make.text(tabs=tabs).encode(encoding), "年报.txt"))


def test_lines_broken_inside_words_are_joined(read, make, known):
    report = read(make.text(), "年报.txt")
    for no, texts in known.prose.items():
        assert [paragraph.text for paragraph in report.section(no).paragraphs] == list(texts)


def test_a_flattened_text_is_checked_with_full_width_marks_and_kept_as_it_was(read, make, known):
    report = read(make.text().translate(make.flat), "年报.txt")
    first = report.section(1).paragraphs[0]
    assert report.flattened
    assert first.text == known.prose[1][0]
    assert first.original == known.prose[1][0].translate(make.flat)


def test_a_paragraph_knows_its_line(read, make):
    text = make.text()
    report = read(text, "年报.txt")
    for section in report.sections:
        for paragraph in section.paragraphs:
            assert text.split("\n")[paragraph.place.line - 1] in paragraph.original


@pytest.mark.parametrize("row", ["（一）予以公开", "2.重复申请", "（七）总计"])
def test_glued_digits_are_parted_only_where_one_way_adds_up(read, make, known, row):
    text = make.text(tabs=False)
    line = next(line for line in text.split("\n") if row in line)
    values = line.split("   ")[-7:]
    glued = line.replace("   ".join(values), f"{values[0]}   {''.join(values[1:5])}   {values[5]}   {values[6]}")
    report = read(text.replace(line, glued), "年报.txt")
    for key, cells in report.table3.items():
        assert cells == known.table3[key] or set(cells.values()) == {None}
    assert any("连在一起" in each or "分不清" in each for each in report.warnings)


def test_a_label_on_the_line_above_its_values_is_found(read, make, known):
    text = make.text(tabs=False).replace("5.要求行政机关确认或重新出具已获取信息   ", "5.要求行政机关确认或重新出具\n")
    assert read(text, "年报.txt").table3 == known.table3


def test_markdown_with_html_tables_is_read(read, make, same):
    from itertools import chain

    known_tables = {2: make.grid2(), 3: make.grid3(), 4: make.grid4()}
    lines = make.text().split("\n")
    prose = [line for line in lines if "\t" not in line and not line.startswith(("第二十条", "规章"))]
    out = []
    for line in prose:
        heading = (
            line[:2] in ("一、", "二、", "三、", "四、", "五、", "六、") and len(line) < 30 and "申请数量" not in line
        )
        out.append(f"## {line}" if heading else line)
        for no, mark in ((2, "二、主动"), (3, "三、收到"), (4, "四、政府")):
            if line.startswith(mark):
                out.append("\n" + make.html_table(known_tables[no]) + "\n")
    assert same(read("\n".join(chain(["# " + out[0]], out[1:])), "年报.md"))


def test_pipes_are_cells(read):
    text = "二、主动公开政府信息情况\n\n| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n|---|:--:|---|---|\n| 规章 | 0 | 1 | / |\n"
    assert read(text, "年报.md").table2["rules"] == {"issued": 0, "repealed": 1, "in_force": None}


@pytest.mark.parametrize("content", [b"", b"\x00" * 50, b"\xef\xbb\xbf", b"  \n\n "])
def test_an_empty_file_is_refused(read, content):
    with pytest.raises(UnreadableFile, match=r"年报\.txt"):
        read(content, "年报.txt")


def test_rubbish_is_refused(read):
    import random

    with pytest.raises(UnreadableFile, match="不是文字"):
        read(random.Random(1).randbytes(5000), "年报.txt")
