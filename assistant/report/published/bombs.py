"""Files made, or broken, so that reading them takes all memory or time: told by a look at the bytes, before any parser."""

import re
import zlib

from assistant.errors import UnreadableFile

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_LOOSE = frozenset(
    re.findall(
        r"\w+",
        "p li td th tr tbody thead tfoot dt dd option br hr img input meta link col area base embed source wbr param html"
        " body head",
    )
)
"""Elements that are never closed, or that the next of their kind closes."""
_STYLING = frozenset(re.findall(r"\w+", "a b big code em font i nobr s small strike strong tt u"))
"""Elements that a parser opens again in every block after them, for as long as they are not closed."""
_DEEPEST = 2500
_MOST_REOPENED = 2_000_000
_STREAM = re.compile(rb"(?<=>>)\s{0,4}stream\r?\n")
_CONTENT = re.compile(rb"/(?:Type|Subtype|Length1|N|FunctionType|ShadingType)\b(?!\s*/\s*Form)|/Image\b")
_SHOW = re.compile(rb"T[jJ]\b")
_MOST_CONTENT = 24 << 20
_MOST_OTHER = 96 << 20
_MOST_SHOWN = 60_000
MOST_CHARACTERS = 3_000_000
"""Ten times what the longest report holds."""
MOST_CELLS = 200_000
_CHUNK = 1 << 20
_TOO_LARGE = "请确认这是一份年度报告；可以用阅读器打开后另存一份，或提供 Word、网页文件"


def check_page(html: str, file: str) -> None:
    """Refuse a web page whose elements nest so deeply that parsing them takes time squared.

    Raises:
        UnreadableFile: nested more deeply than any site nests.

    """
    depth = deepest = styled = most_styled = blocks = 0
    for close, name in _TAG.findall(html):
        tag = name.lower()
        step = -1 if close else 1
        if tag in _STYLING:
            styled = max(styled + step, 0)
            most_styled = max(most_styled, styled)
        elif tag not in _LOOSE:
            depth = max(depth + step, 0)
            deepest = max(deepest, depth)
        blocks += not close
    if deepest + most_styled > _DEEPEST or most_styled * blocks > _MOST_REOPENED * 10 or most_styled > _DEEPEST // 5:
        raise UnreadableFile(
            f"{file} 的网页结构嵌套过深，没有读取", "请用浏览器打开后只复制正文，另存为 Word 或文本文件"
        )


def check_length(file: str, characters: int, cells: int = 0) -> None:
    """Refuse what is far longer than any report, for reading on would take minutes.

    Raises:
        UnreadableFile: more text or more cells than that.

    """
    if characters > MOST_CHARACTERS or cells > MOST_CELLS:
        size = f"正文有{characters}字" if characters > MOST_CHARACTERS else f"表格有{cells}格"
        raise UnreadableFile(f"{file} {size}，超过年度报告可能的长度，没有读取", "请只保留报告正文，逐份提供")


def check_pdf(data: bytes, file: str) -> None:
    """Refuse a PDF with a stream that unpacks to more than a page, a font or a picture of a report can be.

    Raises:
        UnreadableFile: such a stream.

    """
    for match in _STREAM.finditer(data):
        header = data[max(0, match.start() - 600) : match.start()].rpartition(b"obj")[2]
        if b"/Image" in header:
            continue
        content = not _CONTENT.search(header)
        if header.count(b"FlateDecode") > 1 or header.count(b"/Fl") > 1:
            raise _bomb(file)
        if b"Flate" in header or b"/Fl" in header:
            _unpack(data, match.end(), content, file)
        elif (
            content
            and data.find(b"endstream", match.end(), match.end() + _MOST_CONTENT) < 0
            and len(data) > _MOST_CONTENT
        ):
            raise _bomb(file)


def _unpack(data: bytes, start: int, content: bool, file: str) -> None:
    """Unpack a stream without keeping it; stop where it grows too large, or where it is no Flate stream after all."""
    unpacker = zlib.decompressobj()
    size = shown = 0
    piece = data[start : start + _CHUNK]
    start += _CHUNK
    try:
        while piece and not unpacker.eof:
            unpacked = unpacker.decompress(piece, _CHUNK)
            size += len(unpacked)
            shown += len(_SHOW.findall(unpacked)) if content else 0
            if size > (_MOST_CONTENT if content else _MOST_OTHER) or shown > _MOST_SHOWN:
                raise _bomb(file)
            piece = unpacker.unconsumed_tail
            if not piece:
                piece = data[start : start + _CHUNK]
                start += _CHUNK
    except zlib.error:
        return


def _bomb(file: str) -> UnreadableFile:
    return UnreadableFile(f"{file} 里有一页解开后过大，没有读取", _TOO_LARGE)
