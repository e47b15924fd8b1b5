"""Bars and lines drawn for a black-and-white printer: greys and hatching, every value with its number, 150 dots an inch."""

import io
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageFont import FreeTypeFont

WIDTH = 921
"""Dots across the type area, 156 mm."""
_INCH = 150
_NORMAL, _SMALL = 19, 17
"""Dots of 9 and 8 points."""
_EDGE, _BLACK, _WHITE = 51, 0, 255
_GAP = 8
_TICK = 5
_TICKS = 6
_FINE = 4
"""How much finer slanting lines are drawn before they are softened."""
_MARGIN = 4
"""Dots about a line's points that its width takes up."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in dots."""


class Series(msgspec.Struct, frozen=True):
    """Values by label, in a grey from 0 (black) to 255."""

    name: str
    values: dict[str, int]
    grey: int = 191
    hatch: str = ""
    """A mark for each label in turn: slashes, x, -, . or o; a space is a plain bar."""


def bars_across(values: dict[str, int], unit: str, font: Path, height: float) -> bytes:
    """Return a PNG of lying bars, the first on top; `height` in inches."""
    page = _Page(font, height)
    names = [page.fitting(name, WIDTH // 3) for name in values]
    left = max(map(page.width, names)) + 2 * _GAP
    box = (left, _GAP, WIDTH - 3 * _GAP - page.width(str(max(values.values()))), page.image.height - _foot(page))
    scale, ticks = _scale(max(values.values()), box[2] - box[0])
    for tick in ticks:
        at = box[0] + round(tick * scale)
        page.draw.line((at, box[3], at, box[3] + _TICK), _BLACK)
        page.text((at, box[3] + _TICK + 2), str(tick), "ma")
    step = (box[3] - box[1]) / len(values)
    for number, (name, value) in enumerate(zip(names, values.values(), strict=True)):
        top, middle = round(box[1] + (number + 0.12) * step), round(box[1] + (number + 0.5) * step)
        right = box[0] + round(value * scale)
        page.bar((box[0], top, right, round(box[1] + (number + 0.88) * step)), 191, "")
        page.text((box[0] - _GAP, middle), name, "rm")
        page.text((right + _GAP, middle), str(value), "lm")
    page.axes(box)
    page.text(((box[0] + box[2]) // 2, page.image.height - 2), f"单位：{unit}", "md")
    return page.png()


def bars_up(series: Sequence[Series], labels: Sequence[str], unit: str, font: Path, height: float) -> bytes:
    """Return a PNG of standing bars, those of one label side by side; several series get a key."""
    page = _Page(font, height)
    most = max(value for each in series for value in each.values.values())
    box, scale = _upright(page, most, unit, top=(_NORMAL + _GAP) * (1 + (len(series) > 1)))
    step = (box[2] - box[0]) / len(labels)
    wide = step * 0.6 / len(series)
    for number, label in enumerate(labels):
        page.text((round(box[0] + (number + 0.5) * step), box[3] + _TICK + 2), label, "ma")
        for place, each in enumerate(series):
            if (value := each.values.get(label)) is None:
                continue
            left = box[0] + (number + 0.2) * step + place * wide
            top = box[3] - round(value * scale)
            hatch = each.hatch[number % len(each.hatch)] if each.hatch else ""
            page.bar((round(left), top, round(left + wide), box[3]), each.grey, hatch.strip())
            page.text((round(left + wide / 2), top - 3), str(value), "md")
    page.axes(box)
    if len(series) > 1:
        _key(page, series, box)
    return page.png()


def line(values: Sequence[int], labels: Sequence[str], unit: str, font: Path, height: float) -> bytes:
    """Return a PNG of a line through the values, each with its dot and number."""
    page = _Page(font, height)
    box, scale = _upright(page, max(values), unit, top=_NORMAL + _GAP)
    step = (box[2] - box[0]) / len(values)
    points = [(box[0] + (at + 0.5) * step, box[3] - value * scale) for at, value in enumerate(values)]
    page.soft_line(points)
    for (x, y), value, label in zip(points, values, labels, strict=True):
        page.draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=_BLACK)
        page.text((round(x), round(y) - 8), str(value), "md", _SMALL)
        page.text((round(x), box[3] + _TICK + 2), label, "ma")
    page.axes(box)
    return page.png()


def _upright(page: "_Page", most: int, unit: str, top: int) -> tuple[Box, float]:
    """Draw the value axis on the left; return the box of the drawing and dots per value."""
    left = page.width(str(most)) + _NORMAL + 4 * _GAP
    box = (left, top, WIDTH - _GAP, page.image.height - _NORMAL - 2 * _GAP)
    scale, ticks = _scale(most, box[3] - box[1])
    for tick in ticks:
        at = box[3] - round(tick * scale)
        page.draw.line((box[0] - _TICK, at, box[0], at), _BLACK)
        page.text((box[0] - _TICK - 4, at), str(tick), "rm")
    page.upright_text((2, (box[1] + box[3]) // 2), f"单位：{unit}")
    return box, scale


def _key(page: "_Page", series: Sequence[Series], box: Box) -> None:
    right = box[2]
    for each in reversed(series):
        left = right - page.width(each.name)
        page.text((left, 4), each.name, "la")
        page.bar((left - 40, 6, left - _GAP, 4 + _NORMAL), each.grey, each.hatch[:1].strip())
        right = left - 40 - 2 * _GAP


def _foot(page: "_Page") -> int:
    return _TICK + 2 * _NORMAL + 3 * _GAP


def _scale(most: int, dots: int) -> tuple[float, list[int]]:
    """Return dots per value, and the round values of the ticks from 0.

    >>> _scale(62, 310)
    (5.0, [0, 20, 40, 60])
    """
    size = 1
    while most // size > _TICKS - 1:
        size *= 10
    steps = [size // 10 * part for part in (2, 5) if size >= 10] + [size]
    step = next(each for each in steps if most // each < _TICKS)
    return dots / max(most, 1), list(range(0, most + 1, step))


class _Page:
    """A white picture that is drawn upon."""

    def __init__(self, font: Path, height: float) -> None:
        from PIL import Image, ImageDraw

        self.image: Picture = Image.new("L", (WIDTH, round(height * _INCH)), _WHITE)
        self.draw = ImageDraw.Draw(self.image)
        self._font = font

    def width(self, text: str) -> int:
        return round(_font(self._font, _NORMAL).getlength(text))

    def fitting(self, text: str, dots: int) -> str:
        """Return a text, cut off with … where it is wider than so many dots."""
        if self.width(text) <= dots:
            return text
        return next(short for end in range(len(text), -1, -1) if self.width(short := f"{text[:end]}…") <= dots)

    def text(self, at: tuple[int, int], text: str, anchor: str, size: int = _NORMAL) -> None:
        stamp, (left, top) = _stamp(self._font, size, text, anchor)
        self.image.paste(_BLACK, (at[0] + left, at[1] + top), stamp)

    def upright_text(self, at: tuple[int, int], text: str) -> None:
        """Write from below upwards, centred about a height."""
        from PIL import Image, ImageDraw

        strip = Image.new("L", (self.width(text) + 4, _NORMAL + 6), _WHITE)
        ImageDraw.Draw(strip).text((2, 0), text, fill=_BLACK, font=_font(self._font, _NORMAL))
        turned = strip.transpose(Image.Transpose.ROTATE_90)
        self.image.paste(turned, (at[0], at[1] - turned.height // 2))

    def bar(self, box: Box, grey: int, hatch: str) -> None:
        from PIL import Image

        left, top, right, bottom = box
        size = (max(right - left, 1), max(bottom - top, 1))
        patch = _hatched(size, grey, hatch) if hatch else Image.new("L", size, grey)
        self.image.paste(patch, (left, top))
        self.draw.rectangle((left, top, left + size[0], top + size[1]), outline=_EDGE)

    def axes(self, box: Box) -> None:
        left, top, right, bottom = box
        self.draw.line((left, top, left, bottom), _BLACK)
        self.draw.line((left, bottom, right, bottom), _BLACK)

    def soft_line(self, points: Sequence[tuple[float, float]]) -> None:
        from PIL import Image, ImageDraw

        fine = Image.new("L", (self.image.width * _FINE, self.image.height * _FINE), _BLACK)
        places = [(x * _FINE, y * _FINE) for x, y in points]
        ImageDraw.Draw(fine).line(places, fill=_WHITE, width=2 * _FINE + 2, joint="curve")
        for left, top, right, bottom in _strips(points, self.image.height):
            box = (left * _FINE, top * _FINE, right * _FINE, bottom * _FINE)
            self.image.paste(_BLACK, (left, top), fine.reduce(_FINE, box))

    def png(self) -> bytes:
        """Return the picture as PNG. A palette is written without filters: trying them on flat areas takes most of the time."""
        written = io.BytesIO()
        self.image.convert("P").save(written, "PNG", dpi=(_INCH, _INCH), compress_level=3)
        return written.getvalue()


def _strips(points: Sequence[tuple[float, float]], high: int) -> Iterator[Box]:
    """Yield the boxes that the pieces of a line lie in, side by side: softening all of the page takes longer.

    A steep piece reaches into its neighbours' boxes, by as much as it is steep.
    """
    pieces = list(pairwise(points))
    steepest = max((abs(end - start) / (right - left) for (left, start), (right, end) in pieces), default=0)
    reach = _MARGIN + round(2 * steepest)
    for number, ((left, start), (right, end)) in enumerate(pieces, 1):
        yield (
            round(left) - (_MARGIN if number == 1 else 0),
            max(round(min(start, end)) - reach, 0),
            round(right) + (_MARGIN if number == len(pieces) else 0),
            min(round(max(start, end)) + reach, high),
        )


@lru_cache(maxsize=1024)
def _stamp(font: Path, size: int, text: str, anchor: str) -> "tuple[Picture, tuple[int, int]]":
    """Return a text as a mask, and its place about its anchor. Months, units and small numbers stand in every picture."""
    from PIL import Image, ImageDraw

    measure = ImageDraw.Draw(Image.new("L", (1, 1)))
    left, top, right, bottom = map(int, measure.textbbox((0, 0), text, _font(font, size), anchor))
    mask = Image.new("L", (max(right - left, 1), max(bottom - top, 1)), _BLACK)
    ImageDraw.Draw(mask).text((-left, -top), text, fill=_WHITE, font=_font(font, size), anchor=anchor)
    return mask, (left, top)


@lru_cache(maxsize=8)
def _font(path: Path, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)


def _hatched(size: tuple[int, int], grey: int, hatch: str) -> "Picture":
    """Return a patch of grey with lines or dots over it."""
    from PIL import Image, ImageDraw

    patch = Image.new("L", size, grey)
    draw, (wide, high) = ImageDraw.Draw(patch), size
    if hatch in "/x":
        for at in range(0, wide + high, 12):
            draw.line((at, 0, at - high, high), _EDGE)
    if hatch in "\\x":
        for at in range(-high, wide, 12):
            draw.line((at, 0, at + high, high), _EDGE)
    for down in range(6, high, 12) if hatch in "-.o" else ():
        for across in range(6, wide, 12) if hatch in ".o" else ():
            reach = 1 if hatch == "." else 4
            dot = (across - reach, down - reach, across + reach, down + reach)
            draw.ellipse(dot, fill=_EDGE if hatch == "." else None, outline=_EDGE)
        if hatch == "-":
            draw.line((0, down, wide, down), _EDGE)
    return patch
