"""What stands on a page of a PDF: its characters and its lines, as a reader sees the page, y growing downwards."""

import ctypes
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from assistant.report.published.ruling import Stroke

_THIN = 3.0
_SHORTEST = 4.0
_MOST_CHARACTERS = 40_000
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_DEEPEST = 6
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


class Glyph(msgspec.Struct, frozen=True):
    """A character or a recognised word with its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """Height, about the size of the font."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return (self.top + self.bottom) / 2


class Strokes(msgspec.Struct):
    """The lines of a page, and the share of its area that pictures cover."""

    across: list[Stroke] = []
    down: list[Stroke] = []
    pictures: float = 0.0


class View:
    """How a page is turned: PDF's own coordinates to what a reader sees."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - pypdfium2 has no types
        left, bottom, right, top = page.get_cropbox()
        self.turn = page.get_rotation() % 360
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        wide, high = right - left, top - bottom
        self.width, self.height = (high, wide) if self.turn in (90, 270) else (wide, high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is seen."""
        if self.turn == 90:
            return y - self.bottom, x - self.left
        if self.turn == 180:
            return self.right - x, y - self.bottom
        if self.turn == 270:
            return self.top - y, self.right - x
        return x - self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of a box as it is seen."""
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def glyphs(page: Any, view: View) -> list[Glyph]:  # noqa: ANN401 - pypdfium2 has no types
    """Return the characters of a page that can be seen on it, in the order of the file."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped,unused-ignore]

    text_page = page.get_textpage()
    try:
        count = min(raw.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
        box = raw.FS_RECTF()
        found = []
        for index in range(count):
            code = raw.FPDFText_GetUnicode(text_page, index)
            if code > 32 and code != 0xFFFE and not 0xD800 <= code < 0xE000 and code < 0x110000:
                raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box))
                seen = view.box(box.left, box.bottom, box.right, box.top)
                if all(map(math.isfinite, seen)):
                    found.append(Glyph(chr(code), *seen))
        return found
    finally:
        text_page.close()


def strokes(page: Any, view: View) -> Strokes:  # noqa: ANN401 - pypdfium2 has no types
    """Return the lines of a page: drawn lines, edges of drawn boxes, and boxes so thin that they are lines."""
    import pypdfium2.raw as raw  # type: ignore[import-untyped,unused-ignore]

    found = Strokes([], [])
    for number, (item, matrix) in enumerate(_objects(raw, page, _IDENTITY, 0)):
        if number >= _MOST_OBJECTS:
            break
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(raw, item, matrix, view, found)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            found.pictures += _area(raw, item, matrix, view)
    return found


def _objects(raw: Any, holder: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:  # noqa: ANN401
    count, get = (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject) if depth == 0 else (
        raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    )  # fmt: skip
    for index in range(min(count(holder), _MOST_OBJECTS)):
        item = get(holder, index)
        if not item:
            continue
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            if depth < _DEEPEST:
                yield from _objects(raw, item, _times(_matrix(raw, item), matrix), depth + 1)
        else:
            yield item, matrix


def _matrix(raw: Any, item: Any) -> Matrix:  # noqa: ANN401 - pypdfium2 has no types
    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(own)):
        return _IDENTITY
    return own.a, own.b, own.c, own.d, own.e, own.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _add_path(raw: Any, item: Any, outer: Matrix, view: View, found: Strokes) -> None:  # noqa: ANN401
    """Add the straight lines of a path; of a filled path only what is thin, for the rest is background."""
    fill, stroke = ctypes.c_int(0), raw.FPDF_BOOL(0)
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    matrix = _times(_matrix(raw, item), outer)
    for points in _outlines(raw, item, matrix, view):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = min(xs), min(ys), max(xs), max(ys)
        if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN:
            _add_line(*box, found)
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= _THIN or abs(y1 - y0) <= _THIN:
                    _add_line(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), found)


def _add_line(left: float, top: float, right: float, bottom: float, found: Strokes) -> None:
    if right - left >= max(_SHORTEST, bottom - top):
        found.across.append(Stroke((top + bottom) / 2, left, right))
    elif bottom - top >= _SHORTEST:
        found.down.append(Stroke((left + right) / 2, top, bottom))


def _outlines(raw: Any, item: Any, matrix: Matrix, view: View) -> Iterator[list[tuple[float, float]]]:  # noqa: ANN401
    """Yield the polygons of a path as they are seen, closed ones with their first point again; curves end them."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        point = view.point(*_apply(matrix, x.value, y.value))
        if not all(map(math.isfinite, point)):
            return
        if kind != raw.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _area(raw: Any, item: Any, outer: Matrix, view: View) -> float:  # noqa: ANN401 - pypdfium2 has no types
    matrix = _times(_matrix(raw, item), outer)
    corners = [view.point(*_apply(matrix, x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    wide = max(x for x, _ in corners) - min(x for x, _ in corners)
    high = max(y for _, y in corners) - min(y for _, y in corners)
    area = wide * high / max(view.width * view.height, 1.0)
    return min(area, 1.0) if math.isfinite(area) else 0.0
