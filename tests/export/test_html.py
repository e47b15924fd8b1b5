import pytest
from lxml import html

from assistant.export import Chart, html_text, write_html
from assistant.export.layout import grids
from assistant.report import Paragraph, Sentence
from assistant.tables import load_tables


@pytest.fixture
def page(report, findings):
    return html.document_fromstring(html_text(report, findings))


def texts(elements):
    return ["".join(element.itertext()).strip() for element in elements]


def test_a_page_needs_nothing_else_and_runs_nothing(report, findings, png):
    text = html_text(report, findings, [Chart(png, "图1", "说明", 1)])
    page = html.document_fromstring(text)
    assert not page.xpath("//script | //link | //iframe | //@onclick")
    assert all(source.startswith("data:image/png;base64,") for source in page.xpath("//@src"))
    assert all(target.startswith("#") for target in page.xpath("//@href"))


def test_a_page_says_its_language_and_title(page):
    assert page.get("lang") == "zh-CN"
    assert page.findtext(".//title") == "临湖市数据局2025年政府信息公开工作年度报告"
    assert texts(page.xpath("//h1"))[0].startswith("临湖市数据局2025年")
    assert texts(page.xpath("//main//h2"))[0].startswith("一、总体情况")


def test_every_sentence_lists_its_sources(page):
    first = page.xpath("//span[@class='s' and contains(., '289条')]")[0]
    assert first.get("data-sources") == "figure:publication.total|item:周报.txt:12"
    assert first.get("title") == "统计数字：主动公开信息总数；工作记录：周报.txt:12"


@pytest.mark.parametrize("table", [2, 3, 4])
def test_tables_span_rows_and_columns_as_the_form_does(page, table):
    rows = page.xpath(f"//table[@class='t{table}']//tr")
    for row, expected in zip(rows, grids()[table].rows, strict=True):
        shape = [(int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))) for cell in row]
        assert shape == [(cell.colspan, cell.rowspan) for cell in expected]


def test_a_cell_prints_the_number_of_its_key(page, golden):
    for key, value in [("table3.unable_not_held.total", "12"), ("table2.administrative_fees.amount", "0.04")]:
        assert texts(page.xpath(f"//td[@data-key='{key}']")) == [value]
    assert len(page.xpath("//td")) == 200


def test_labels_of_table_three_are_those_of_the_form(page):
    labels = texts(page.xpath("//table[@class='t3']//th[@scope='row']"))
    assert labels == [row.label for row in load_tables().rows3]


def test_missing_cells_and_gaps_are_marked(make_report, page):
    empty = html.document_fromstring(html_text(make_report(tables={"table2": {}, "table3": {}, "table4": {}}), []))
    assert texts(empty.xpath("//td/mark")) == ["【待补充】"] * 200
    assert texts(page.xpath("//main//p/span/mark")) == ["【待补充：培训次数】"]


def test_every_link_leads_somewhere(page):
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in page.xpath("//@href")} <= set(ids)


def test_a_finding_and_its_place_point_at_each_other(page):
    assert page.xpath("//li[@id='f1']/a/@href") == ["#s1-1"]
    assert page.xpath("//p[@id='s1-1']/a/@href") == ["#f1"]
    assert page.xpath("//li[@id='f2']/a/@href") == ["#s3-0"]
    assert page.xpath("//h1/a/@href") == ["#f5"]


def test_past_wording_is_folded_away_under_its_paragraph(page):
    details = page.xpath("//p[@id='s1-1']/following-sibling::details")[0]
    assert "aid" in details.get("class")
    assert len(details.xpath(".//blockquote")) == 2


def test_what_was_not_used_stands_below_the_report(page):
    assert "下午擦玻璃" not in page.xpath("//main")[0].text_content()
    assert "下午擦玻璃（与政务公开无关）" in page.xpath("//section[@class='aid']//details")[0].text_content()


def test_a_picture_has_its_caption_and_words_for_those_who_cannot_see_it(report, png):
    page = html.document_fromstring(
        html_text(report, [], [Chart(png, "图1 按月", "一月最多", 3), Chart(png, "无", "", 9)])
    )
    figure = page.xpath("//section[@id='s3']/figure")[0]
    assert figure.find("img").get("alt") == "一月最多"
    assert texts(figure.findall("figcaption")) == ["图1 按月"]
    assert len(page.xpath("//figure")) == 2


def test_hostile_text_stays_text(make_report, findings, tmp_path):
    hostile = "</title><script>alert('1')</script>\x00\"&"
    report = make_report(Paragraph((Sentence(hostile, ()),)), title=hostile)
    write_html(report, findings, tmp_path / "report.html")
    page = html.document_fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    assert not page.xpath("//script")
    assert page.findtext(".//title") == hostile.replace("\x00", "�")
