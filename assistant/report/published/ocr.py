"""Pages that are pictures: recognised by RapidOCR (extra `ocr`), whose models ship in its wheel; nothing is downloaded."""

import io
import time
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableFile
from assistant.report.published.grid import Source
from assistant.report.published.layout import Page, flow, lay_out
from assistant.report.published.pdf_page import Glyph
from assistant.report.published.ruling import Ruled, Stroke, find_tables
from assistant.report.published.tabulate import tabulate

_HINT = "请安装识别组件：pip install nianbao[ocr]，或提供带文字的 Word、PDF、网页文件"
_SCALE = 2.4
"""Pixels for a point: about 170 dpi, where five-point digits still stand 17 pixels high."""
_MOST_PIXELS = 40_000_000
_WIDEST = 2600
_DETECT = 960
"""Pixels of the longer side for finding text; it is read at full size."""
_FEW = 30
"""Pages up to which those with tables are looked for first, so that they are read if the time runs out."""
_NUMBER_BOX = (8, 8)


class Recogniser:
    """Recognises pages until `deadline` (time.monotonic()); says afterwards which pages it could not."""

    def __init__(self, file: str, deadline: float) -> None:
        self.file = file
        self.deadline = deadline
        self.used = False
        self.missing = False
        self._engine: Any = None
        self._late: set[int] = set()
        self._without: set[int] = set()

    def pages(self, document: Any, indices: list[int]) -> dict[int, Page]:  # noqa: ANN401 - pypdfium2 has no types
        """Return what pages of a PDF show, none where the time is up or the extra is not installed; tables come first."""
        pages: dict[int, Page] = {}
        if indices and 1 < len(indices) <= _FEW and self._ready(indices[0] + 1):
            indices = sorted(indices, key=lambda index: not _ruled(_pixels(document[index])))
        for index in indices:
            if index + 1 not in self._without and self._ready(index + 1):
                pages[index] = self._recognise(_pixels(document[index]), index + 1)
        return pages

    def picture(self, pixels: Any) -> Page:  # noqa: ANN401 - numpy is imported late
        """Return what a picture of one page shows."""
        if not self._ready(1):
            raise self.not_installed()
        return self._recognise(pixels, 1)

    def warnings(self) -> list[str]:
        """Say which pages were recognised, not reached, or not recognised for want of the extra."""
        told = ["有的页是图片，文字由识别得出，可能有误，请对照原件核对数字"] if self.used else []
        if self._late:
            told.append(f"第{_pages(sorted(self._late))}页是图片，因用时过长没有识别")
        if self._without:
            told.append(f"第{_pages(sorted(self._without))}页是图片，没有读取；{_HINT}")
        return told

    def not_installed(self) -> UnreadableFile:
        """Return the error that says what to install."""
        return UnreadableFile(f"{self.file} 是扫描件，里面没有文字", _HINT)

    def _ready(self, number: int) -> bool:
        if time.monotonic() > self.deadline:
            self._late.add(number)
            return False
        if self._engine is None and not self.missing:
            self._engine = _engine()
            self.missing = self._engine is None
        if self.missing:
            self._without.add(number)
        return not self.missing

    def _recognise(self, pixels: Any, number: int) -> Page:  # noqa: ANN401 - numpy is imported late
        self.used = True
        gray = pixels[:, :, 0] if pixels.ndim == 3 else pixels
        tables = _ruled(gray)
        words = _words(self._engine, gray)
        words += _empty_cells(self._engine, gray, tables, words)
        height, width = gray.shape
        return lay_out(number, words, tables, (float(width), float(height)))


def _pages(numbers: list[int]) -> str:
    return "、".join(map(str, numbers[:20])) + (f"等{len(numbers)}" if len(numbers) > 20 else "")


def read_picture(data: bytes, file: str) -> Source:
    """Read a picture of one page.

    Raises:
        UnreadableFile: damaged, too large, or no OCR is installed.

    """
    import numpy as np
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                raise UnreadableFile(f"{file} 的尺寸过大，没有读取", "请把图片缩小到每边5000像素以内")
            pixels = np.asarray(image.convert("L"))
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise UnreadableFile(f"{file} 已损坏或尺寸过大，打不开", "请重新扫描或重新下载后再试") from error
    recogniser = Recogniser(file, time.monotonic() + 25)
    page = recogniser.picture(pixels)
    return Source(tuple(tabulate(flow([page]))), (), tuple(recogniser.warnings()), scanned=True)


def _pixels(page: Any) -> Any:  # noqa: ANN401 - pypdfium2 has no types
    """Return a page as an array of grey."""
    scale = min(_SCALE, _WIDEST / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        return bitmap.to_numpy().copy()
    finally:
        bitmap.close()
        page.close()


def _engine() -> Any:  # noqa: ANN401 - rapidocr has no types
    """Return the recogniser, None where the extra is not installed with its models."""
    try:
        import rapidocr  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        return None
    models = Path(rapidocr.__file__).parent / "models"
    paths = {part: min(models.glob(f"*_{part.lower()}_*.onnx"), default=None) for part in ("Det", "Rec", "Cls")}
    if None in paths.values():
        return None  # without a path RapidOCR would fetch its models from the network
    return rapidocr.RapidOCR(
        params={
            **{f"{part}.model_path": str(path) for part, path in paths.items()},
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECT,
            "Rec.rec_batch_num": 1,  # six lines at a time are no faster on a desk's processor and take 350 MiB more
        }
    )


def _words(engine: Any, gray: Any) -> list[Glyph]:  # noqa: ANN401 - rapidocr has no types
    """Return the recognised pieces of text with their boxes; a piece with gaps is cut into its words."""
    result = engine(gray)
    found: list[Glyph] = []
    if result.boxes is None or result.txts is None:
        return found
    for box, text in zip(result.boxes, result.txts, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        found += _cut(str(text), min(xs), min(ys), max(xs), max(ys))
    return found


def _cut(text: str, left: float, top: float, right: float, bottom: float) -> list[Glyph]:
    """Return a piece of text character by character, each in its share of the box, so that cells can part them."""
    widths = [1.0 if ord(character) > 0x2E7F else 0.55 for character in text]
    unit = (right - left) / max(sum(widths), 0.5)
    glyphs, x = [], left
    for character, width in zip(text, widths, strict=True):
        if not character.isspace():
            glyphs.append(Glyph(character, x, top, x + width * unit, bottom))
        x += width * unit
    return glyphs


def _ruled(gray: Any) -> list[Ruled]:  # noqa: ANN401 - numpy is imported late
    """Return the tables whose lines can be seen in the picture, in pixels."""
    import cv2  # type: ignore[import-untyped,import-not-found,unused-ignore]

    ink = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 15)
    height, width = gray.shape
    across = _lines(cv2, ink, (max(40, width // 40), 1))
    down = _lines(cv2, ink, (1, max(24, height // 80)))
    horizontal = [Stroke(y + h / 2, float(x), float(x + w)) for x, y, w, h in across if h < 12]
    vertical = [Stroke(x + w / 2, float(y), float(y + h)) for x, y, w, h in down if w < 12]
    return find_tables(horizontal, vertical)


def _lines(cv2: Any, ink: Any, size: tuple[int, int]) -> list[tuple[int, int, int, int]]:  # noqa: ANN401
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, size)
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    return [cv2.boundingRect(contour) for contour in contours]


def _empty_cells(engine: Any, gray: Any, tables: list[Ruled], words: list[Glyph]) -> list[Glyph]:  # noqa: ANN401
    """Return what is in cells that have ink but no text: the detector overlooks single digits."""
    found: list[Glyph] = []
    for table in tables:
        taken = {table.find((word.left + word.right) / 2, word.middle) for word in words}
        for number, region in enumerate(table.regions):
            left, top, right, bottom = (int(edge) for edge in region.box)
            inner = gray[top + 4 : bottom - 3, left + 4 : right - 3]
            if number not in taken and min(inner.shape) >= min(_NUMBER_BOX) and (inner < 110).sum() > 12:
                text = _recognise_crop(engine, inner)
                found += _cut(text, left + 4.0, top + 4.0, right - 3.0, bottom - 3.0)
    return found


def _recognise_crop(engine: Any, crop: Any) -> str:  # noqa: ANN401 - rapidocr has no types
    import numpy as np

    rows, columns = np.where(crop < 110)
    pad = 6
    tight = crop[max(rows.min() - pad, 0) : rows.max() + pad, max(columns.min() - pad, 0) : columns.max() + pad]
    padded = np.pad(tight, pad, constant_values=255)
    result = engine(np.repeat(padded[:, :, None], 3, axis=2), use_det=False, use_cls=False, use_rec=True)
    return str(result.txts[0]) if result.txts else ""
