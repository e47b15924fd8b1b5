import zlib

import pytest

from assistant.errors import UnreadableFile


def pdf(content, box="0 0 595 842", extra=b"", trailer=b""):
    """A PDF of one page, small enough to be written by hand."""
    packed = zlib.compress(content)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>%s>>"
        % (box.encode(), extra),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        rows,
        trailer,
        len(out),
    )


def grid(rows, x0=100, y0=700, wide=60, high=20):
    """Drawing commands of a table with lines."""
    right, bottom = x0 + wide * len(rows[0]), y0 - high * len(rows)
    lines = [f"{x0} {y0 - high * i} m {right} {y0 - high * i} l S" for i in range(len(rows) + 1)]
    lines += [f"{x0 + wide * i} {y0} m {x0 + wide * i} {bottom} l S" for i in range(len(rows[0]) + 1)]
    texts = [
        f"BT /F 10 Tf {x0 + wide * c + 5} {y0 - high * r - 14} Td ({text}) Tj ET"
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    return "\n".join(lines + texts).encode()


def cells(content, **more):
    from assistant.report.published.grid import Grid
    from assistant.report.published.pdf import read_pdf

    found = [block for block in read_pdf(pdf(content, **more), "a.pdf").blocks if isinstance(block, Grid)]
    return [[cell.text for cell in row] for block in found for row in block.rows]


def test_a_pdf_is_read_cell_by_cell(read, data, same):
    report = read((data / "water-2023.pdf").read_bytes(), "年报.pdf")
    assert same(report)
    assert report.warnings == ()


def test_paragraphs_of_a_pdf_are_whole(read, data, known):
    report = read((data / "water-2023.pdf").read_bytes(), "年报.pdf")
    for no, texts in known.prose.items():
        assert [paragraph.text for paragraph in report.section(no).paragraphs] == list(texts)


def test_a_cell_knows_its_page(read, data):
    report = read((data / "water-2023.pdf").read_bytes(), "年报.pdf")
    pages = [
        report.cells[key].spot.page
        for key in ("table2.rules.issued", "table3.carried_out.total", "table4.review.total")
    ]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 1


ROWS = [["A", "B", "C"], ["1", "22", "333"]]


@pytest.mark.parametrize(
    ("extra", "matrix"),
    [
        (b"", ""),
        (b"/Rotate 90", "0 1 -1 0 595 0 cm"),
        (b"/Rotate 180", "-1 0 0 -1 595 842 cm"),
        (b"/Rotate 270", "0 -1 1 0 0 842 cm"),
    ],
)
def test_a_turned_page_is_read_as_it_is_seen(extra, matrix):
    box = "0 0 595 842" if b"90" not in extra and b"270" not in extra else "0 0 842 842"
    matrix = matrix.replace("595 0", "842 0")
    assert cells(matrix.encode() + b"\n" + grid(ROWS), box=box, extra=extra) == ROWS


def test_boxes_that_are_only_background_make_no_table():
    boxes = (
        b"0.9 g\n"
        + b"\n".join(b"90 %d 300 18 re f" % (700 - 20 * i) for i in range(5))
        + b"\n0 g BT /F 10 Tf 100 705 Td (hello) Tj ET"
    )
    assert cells(boxes) == []


def test_borders_drawn_as_thin_boxes_are_lines():
    thin = b"\n".join(
        [b"100 %d 180 0.5 re f" % y for y in (700, 680, 660)]
        + [b"%d 660 0.5 40 re f" % x for x in (100, 160, 220, 280)]
    )
    assert cells(thin + b"\n" + b"\n".join(line for line in grid(ROWS).split(b"\n") if line.startswith(b"BT"))) == ROWS


def test_a_table_inside_a_form_object_is_where_the_form_puts_it():
    from assistant.report.published.pdf_page import _apply, _times

    shift, scale = (1.0, 0.0, 0.0, 1.0, 10.0, 20.0), (2.0, 0.0, 0.0, 2.0, 0.0, 0.0)
    assert _apply(_times(shift, scale), 1, 1) == (22.0, 42.0)
    assert _apply(_times(scale, shift), 1, 1) == (12.0, 22.0)


LOCK = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 and nothing more", "已损坏"),
        (pdf(b"BT (x) Tj ET", trailer=LOCK), "密码"),
        (pdf(b" " * (40 << 20)), "过大"),
        (pdf(b"(a) Tj " * 80_000), "过大"),
        (pdf(b""), "没有文字"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_a_sentence(read, content, says):
    with pytest.raises(UnreadableFile) as caught:
        read(content, "年报.pdf")
    assert "年报.pdf" in caught.value.problem
    assert says in caught.value.problem
    assert caught.value.hint


def test_a_page_of_many_thousand_strokes_is_read_in_time(read):
    strokes = b"".join(b"%d %d m %d %d l S\n" % (i % 500, i % 800, i * 7 % 500, i % 800) for i in range(60_000))
    report = read(pdf(b"BT /F 12 Tf 72 700 Td (total 1) Tj ET\n" + strokes), "年报.pdf")
    assert report.sections[0].paragraphs[0].text == "total 1"
