import pytest

from assistant.errors import UnreadableFile


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gbk"])
@pytest.mark.parametrize("layout", [False, True])
def test_a_saved_page_is_read_cell_by_cell(read, make, same, charset, layout):
    report = read(make.html(charset=charset, layout=layout), "年报.html")
    assert same(report)
    assert report.warnings == ()


def test_the_site_around_the_report_is_left_out_and_listed(read, make):
    report = read(make.html(layout=True), "年报.html")
    inside = "".join(paragraph.text for section in report.sections for paragraph in section.paragraphs)
    outside = "".join(paragraph.text for paragraph in report.left_out)
    for words in ("浏览次数", "打印本页", "分享到"):
        assert words not in inside
        assert words in outside
    assert "主办单位" not in inside
    assert "总体规划" not in inside


def test_the_agency_comes_from_the_page_where_the_text_has_no_title(read, make, known):
    report = read(make.html().replace(f"<h1>{known.title}</h1>".encode(), b""), "年报.html")
    assert (report.agency, report.year) == (known.agency, known.year)


def test_a_table_without_header_cells_is_read_by_position(read, make, known):
    rows = make.grid3()
    rows[1], rows[2] = [("自然人", 1, 2)], [("商业企业", 1, 1)]
    page = make.html().decode().replace(make.html_table(make.grid3()), make.html_table(rows))
    assert read(page, "年报.html").table3 == known.table3


def test_a_table_in_two_pieces_is_read_as_one(read, make, known):
    rows = make.grid3()
    pieces = make.html_table(rows[:14]) + "<p></p>" + make.html_table(rows[14:])
    page = make.html().decode().replace(make.html_table(rows), pieces)
    assert read(page, "年报.html").table3 == known.table3


def test_a_row_with_a_damaged_label_is_found_by_its_neighbours(read, make, known):
    page = make.html().decode().replace("2.重复申请", "2.▇▇").replace("6.属于四类过程性信息", "")
    report = read(page, "年报.html")
    assert report.table3 == known.table3


def test_a_missing_row_is_none_and_told(read, make, known):
    rows = [row for row in make.grid3() if not any("重复申请" in cell[0] for cell in row)]
    page = make.html().decode().replace(make.html_table(make.grid3()), make.html_table(rows))
    report = read(page, "年报.html")
    assert set(report.table3["unprocessed_repeat"].values()) == {None}
    assert report.table3["unprocessed_mass"] == known.table3["unprocessed_mass"]
    assert any("没有找到" in text and "重复申请" in text for text in report.warnings)


def test_a_second_copy_with_other_numbers_is_told(read, make, known):
    rows = make.grid4()
    rows[3] = [("9", 1, 1)] * 15
    changed = [[(f"9{cell[0]}" if cell[0].isdigit() else cell[0], *cell[1:]) for cell in row] for row in make.grid3()]
    page = make.html().decode().replace("<div>【打印", make.html_table(changed) + "<div>【打印")
    report = read(page, "年报.html")
    assert report.table3 == known.table3
    assert any("出现了两次" in text for text in report.warnings)


def test_a_web_archive_is_read_like_its_page(read, make, same):
    body = make.html()
    archive = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\nContent-Type: text/html\r\n"
    )
    archive += b"Content-Transfer-Encoding: 8bit\r\n\r\n" + body + b"\r\n--XX--\r\n"
    assert same(read(archive, "年报.mht"))


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><body></body></html>", "没有文字"),
        ("<div>" * 20_000 + "一、总体情况", "嵌套过深"),
        ("<table><tr><td>" * 5_000 + "一、总体情况", "嵌套过深"),
        ("<b>" * 3_000 + "<p>公开" * 3_000, "嵌套过深"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused_with_a_sentence(read, page, says):
    with pytest.raises(UnreadableFile, match=says):
        read(page, "年报.html")


def test_huge_spans_take_no_time(read):
    page = "<table>" + ("<tr>" + "<td colspan=1000 rowspan=60000>1</td>" * 40 + "</tr>") * 200 + "</table>"
    assert read(page, "年报.html").sections[0].paragraphs == ()
