"""Bytes become text: UTF-8, UTF-16 and GB18030, checked, because GB18030 reads almost anything."""

import io
import re
from itertools import pairwise
from typing import TextIO

import msgspec

from assistant.ingest.source import Place, Problem

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_FOREIGN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u0100-\u0250\u0400-\u1fff\ue000-\uf8ff\ufffd]")
"""What GB18030 makes of bytes that are no GB18030: it knows every letter there is."""
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 1_000_000
_NAMED = 20


class Readable(msgspec.Struct, frozen=True):
    """Bytes with the encoding that reads them, and what had to be left out to make them readable."""

    data: bytes
    encoding: str
    problems: tuple[Problem, ...] = ()

    def text(self) -> str:
        """Return the whole text, without a byte order mark."""
        return self.data.decode(self.encoding)

    def lines(self) -> TextIO:
        """Return the text line by line, line ends as they are, decoded on the way."""
        return io.TextIOWrapper(io.BytesIO(self.data), encoding=self.encoding, newline="")


def readable(data: bytes, file: str) -> Readable | Problem:
    """Find the encoding of a text. Lines that none reads are blanked and told; a Problem where all is rubbish."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding, file)
    for encoding in ("utf-8", "gb18030"):
        text = _decode(data, encoding)
        if text is not None and _plausible(data, text, encoding):
            return Readable(data, encoding)
    return _line_by_line(data, file)


def _marked(data: bytes, encoding: str, file: str) -> Readable | Problem:
    if _decode(data, encoding) is not None:
        return Readable(data, encoding)
    if encoding == "utf-16":
        return Problem(
            Place(file), "开头标明是 UTF-16 编码，后面的内容却不完整", "请用记事本打开原文件，另存为 UTF-8 编码后重试"
        )
    return _line_by_line(data[3:], file)


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(data: bytes, text: str, encoding: str) -> bool:
    """Say whether a text reads like an office's: hardly any control and, of GB18030, foreign characters."""
    sample = text[:_SAMPLE]
    strange = _CONTROL if encoding == "utf-8" else _FOREIGN
    return len(strange.findall(sample)) <= len(sample) * 0.02 and (encoding == "utf-8" or not _is_broken_utf8(data))


def _is_broken_utf8(data: bytes) -> bool:
    """Say whether bytes that GB18030 happens to read are UTF-8 Chinese with a few damaged places."""
    text = data[:_SAMPLE].decode("utf-8", errors="replace")
    return len(_CHINESE.findall(text)) > 4 * text.count("\ufffd")


def _line_by_line(data: bytes, file: str) -> Readable | Problem:
    """Read each line in the encoding that reads it; blank the lines that none reads."""
    lines = data.split(b"\n")
    read = [_read_line(line) for line in lines]
    bad = [number for number, (text, _) in enumerate(read, 1) if text is None]
    if len(bad) * 2 > sum(1 for line in lines if line.strip()) or b"\x00" in data[:4096]:
        return Problem(
            Place(file),
            "内容不是文字，也不是能识别的文件格式",
            "请确认文件没有损坏，用原来的软件打开后另存为 .docx、.xlsx 或 UTF-8 文本",
        )
    text = "\n".join(text or "" for text, _ in read)
    problems = [_undecodable(file, number, lines[number - 1]) for number in bad[:_NAMED]]
    if len(bad) > _NAMED:
        problems.append(
            Problem(Place(file), f"共有{len(bad)}行无法辨认，以上只列出前{_NAMED}行", "请把文件另存为 UTF-8 编码后重试")
        )
    return Readable(text.encode(), "utf-8", (*_mixed(read, file), *problems))


def _read_line(line: bytes) -> tuple[str | None, str]:
    for encoding in ("utf-8", "gb18030"):
        text = _decode(line, encoding)
        if text is not None and _plausible(line, text, encoding):
            return text, encoding if not text.isascii() else ""
    return None, ""


def _mixed(read: list[tuple[str | None, str]], file: str) -> list[Problem]:
    """Tell where a file changes its encoding, as two pastes in one file do."""
    used = [(number, encoding) for number, (_, encoding) in enumerate(read, 1) if encoding]
    changes = [number for (_, before), (number, now) in pairwise(used) if now != before]
    if not changes:
        return []
    place = Place(file, line=changes[0])
    return [
        Problem(
            place,
            "从这一行起编码与前面不同，已逐行识别后读取",
            "请核对这一行前后有无乱码，最好把文件统一另存为 UTF-8 编码",
        )
    ]


def _undecodable(file: str, number: int, line: bytes) -> Problem:
    try:
        line.decode("utf-8")
        byte = 1 + next((index for index, value in enumerate(line) if value < 32 and value not in b"\t\r\f"), 0)
    except UnicodeDecodeError as error:
        byte = error.start + 1
    place = Place(file, line=number)
    return Problem(
        place, f"第{byte}个字节起无法辨认，这一行没有读取", "请在原文件中补全这一行，或把文件另存为 UTF-8 编码后重试"
    )
