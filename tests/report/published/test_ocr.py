import io
import sys
from itertools import pairwise

import pytest

from assistant.errors import UnreadableFile
from assistant.report.published.ocr import _cut


@pytest.fixture(scope="module")
def scan(data):
    """Pages of the sample as a scanner would give them: pictures without text."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data / "water-2023.pdf")
    pages = [page.render(scale=170 / 72, grayscale=True).to_pil() for page in document]
    document.close()
    stream = io.BytesIO()
    first, *rest = pages
    first.save(stream, "PDF", save_all=True, append_images=rest, resolution=170)
    return stream.getvalue(), pages


def test_a_scan_without_the_extra_says_what_to_install(read, scan, monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableFile) as caught:
        read(scan[0], "扫描.pdf")
    assert "扫描件" in caught.value.problem
    assert "pip install nianbao[ocr]" in caught.value.hint


def test_a_scanned_last_page_is_recognised_cell_by_cell(read, scan, known):
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    picture = io.BytesIO()
    page = next(page for page in reversed(scan[1]) if page.convert("1").getcolors()[0][0] > 40_000)
    page.save(picture, "PNG")
    report = read(picture.getvalue(), "扫描.png")
    assert report.scanned
    assert any("识别" in text for text in report.warnings)
    read_cells = {key: value for key, value in _flat(report.table3).items() if value is not None}
    assert len(read_cells) + sum(value is not None for value in _flat(report.table4).values()) > 20
    assert read_cells.items() <= _flat(known.table3).items()
    assert {key: value for key, value in _flat(report.table4).items() if value is not None}.items() <= _flat(
        known.table4
    ).items()


def _flat(table):
    return {(row, column): value for row, cells in table.items() for column, value in cells.items()}


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n broken", b"\xff\xd8\xff broken"])
def test_a_damaged_picture_is_refused(read, content):
    with pytest.raises(UnreadableFile, match="打不开"):
        read(content, "扫描.png")


def test_a_picture_that_would_fill_the_memory_is_refused(read):
    from PIL import Image

    stream = io.BytesIO()
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    Image.new("1", (30_000, 30_000)).save(stream, "PNG")
    Image.MAX_IMAGE_PIXELS = limit
    with pytest.raises(UnreadableFile, match="过大"):
        read(stream.getvalue(), "扫描.png")


def test_a_recognised_line_is_cut_so_that_every_character_has_its_place():
    glyphs = _cut("公开 12", 0, 0, 100, 20)
    assert "".join(glyph.text for glyph in glyphs) == "公开12"
    assert all(first.right <= second.left + 1e-6 for first, second in pairwise(glyphs))
    assert glyphs[-1].right == pytest.approx(100)
