"""A PDF: its text page by page; pages that are pictures go to character recognition."""

import re
import threading
import time
from collections.abc import Callable
from typing import Any

from assistant.errors import UnreadableFile
from assistant.report.published.bombs import check_pdf
from assistant.report.published.grid import Source
from assistant.report.published.layout import Page, flow, lay_out
from assistant.report.published.pdf_page import Glyph, Strokes, View, glyphs, strokes
from assistant.report.published.ruling import find_tables
from assistant.report.published.tabulate import tabulate

_LOCK = threading.Lock()
"""PDFium is not made for several threads."""
_MOST_PAGES = 2000
_LONGEST = 20.0
"""Seconds after which nothing new is begun; a 500-page report takes five."""
_A_REPORT = 12
_PATIENCE = 60.0
"""Seconds for a scanned report of ordinary length: a desk's computer takes three for a page, an old one ten."""
_TABLES = re.compile(
    r"第二十条|信息内容|处理决定|行政许可|行政处罚|行政强制|收费金额|规范性文件|申请人情况|自然人|结转|予以公开|不予|属于|补正|申请|总计|结果|复议|诉讼|项目数量"
)
_FEW = 20
_BIG = 0.25


def read_pdf(data: bytes, file: str) -> Source:
    """Read a PDF. Pages without text are recognised where the extra `ocr` is installed, as far as the time allows.

    Raises:
        UnreadableFile: damaged, protected by a password, without pages, too long, or scanned and no OCR is installed.

    """
    check_pdf(data, file)
    with _LOCK:
        document = _open(data, file)
        try:
            return _read(document, file)
        finally:
            document.close()


def _open(data: bytes, file: str) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]
    import pypdfium2.raw as raw  # type: ignore[import-untyped,unused-ignore]

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise UnreadableFile(f"{file} 设有打开密码，读不了", "请先取消密码，或提供没有密码的文件") from error
        raise UnreadableFile(f"{file} 已损坏，打不开", "请重新下载，或用阅读器打开后另存一份再试") from error
    if not 0 < len(document) <= _MOST_PAGES:
        pages = len(document)
        document.close()
        trouble = "没有一页内容" if pages == 0 else f"有{pages}页，超过{_MOST_PAGES}页，没有读取"
        raise UnreadableFile(f"{file} {trouble}", "请确认这是一份年度报告")
    return document


def _read(document: Any, file: str) -> Source:  # noqa: ANN401 - pypdfium2 has no types
    from assistant.report.published.ocr import Recogniser

    started = time.monotonic()
    pages: dict[int, Page] = {}
    warnings: list[str] = []
    for index in range(len(document)):
        _check_time(started, file, index)
        if page := _page(document, index, warnings):
            pages[index] = page
    scanned = [index for index in range(len(document)) if index not in pages]
    recogniser = Recogniser(file, started + (_PATIENCE if len(scanned) <= _A_REPORT else _LONGEST))
    pages |= recogniser.pages(document, scanned)
    if recogniser.missing and not any(page.lines or page.grids for page in pages.values()):
        raise recogniser.not_installed()
    blocks = tabulate(flow([pages[index] for index in sorted(pages)]))
    return Source(tuple(blocks), _titles(document), (*warnings, *recogniser.warnings()), recogniser.used)


def _check_time(started: float, file: str, index: int) -> None:
    if time.monotonic() - started > _LONGEST:
        raise UnreadableFile(
            f"{file} 读到第{index}页已超过{int(_LONGEST)}秒，没有读完", "请只保留报告正文的页，或提供 Word、网页文件"
        )


def _page(document: Any, index: int, warnings: list[str]) -> Page | None:  # noqa: ANN401 - pypdfium2 has no types
    """Return a page, None for a scanned one; what is wrong with it is told, and the other pages are read all the same."""
    page = _guarded(lambda: document[index])
    if page is None:
        warnings.append(f"第{index + 1}页已损坏，没有读取")
        return Page(index + 1, [], [])
    try:
        view = View(page)
        found = glyphs(page, view)
        drawn = strokes(page, view) if len(found) < _FEW or _TABLES.search(_text(found)) else Strokes([], [])
        if len(found) < _FEW and drawn.pictures > _BIG:
            return None
        if drawn.pictures > _BIG:
            warnings.append(f"第{index + 1}页有图片，图片里的内容没有读取")
        return lay_out(index + 1, found, find_tables(drawn.across, drawn.down), (view.width, view.height))
    finally:
        page.close()


def _guarded(load: Callable[[], Any]) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]

    try:
        return load()
    except pypdfium2.PdfiumError:
        return None


def _text(found: list[Glyph]) -> str:
    from assistant.report.published.characters import mend

    return mend("".join(glyph.text for glyph in found))


def _titles(document: Any) -> tuple[str, ...]:  # noqa: ANN401 - pypdfium2 has no types
    title = document.get_metadata_value("Title")
    return (title.strip(),) if title and title.strip() else ()
