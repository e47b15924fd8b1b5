"""Bytes of a text or a web page become characters: marked, declared, UTF-8 or GB18030, in this order."""

import re

from assistant.errors import UnreadableFile

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{3,20})|<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_\-]{3,20})",
    re.IGNORECASE,
)
_KNOWN = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "x-gbk": "gb18030",
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "big5": "big5",
}
_HEAD = 4096
_CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
_STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x80-\x9f\ufffd\ue000-\uf8ff\u0400-\u1fff]")
_SAMPLE = 400_000
LOST = "\ufffd"
"""What stands for a character that was damaged."""
_CHINESE_PER_LOSS = 4


def decode(data: bytes, file: str) -> str:
    """Return the text of a file. A few damaged characters become �; rubbish is refused.

    Raises:
        UnreadableFile: the bytes are no text in any of these encodings.

    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"), file)
    for encoding in _likely(data):
        try:
            return _checked(data.decode(encoding), file)
        except UnicodeDecodeError:
            if encoding == "utf-8" and _is_hurt_utf8(data):
                return _checked(data.decode("utf-8", errors="replace"), file)
    return _checked(_least_damaged(data), file)


def _is_hurt_utf8(data: bytes) -> bool:
    """Say whether the bytes are UTF-8 of which a few were damaged: nothing else reads as that much Chinese."""
    sample = data[: 3 * _SAMPLE].decode("utf-8", errors="replace")
    return len(_CHINESE.findall(sample)) > _CHINESE_PER_LOSS * sample.count(LOST)


def _likely(data: bytes) -> list[str]:
    match = _DECLARED.search(data[:_HEAD])
    declared = _KNOWN.get((match[1] or match[2]).decode("ascii").lower()) if match else None
    return ["utf-8", *([declared] if declared and declared != "utf-8" else []), "gb18030"]


def _least_damaged(data: bytes) -> str:
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    return min(texts, key=lambda text: len(_STRANGE.findall(text[:_SAMPLE])) - len(_CHINESE.findall(text[:_SAMPLE])))


def _checked(text: str, file: str) -> str:
    sample = text[:_SAMPLE]
    strange, chinese = len(_STRANGE.findall(sample)), len(_CHINESE.findall(sample))
    if strange > 20 and strange > 0.1 * (chinese + len(sample) / 10):
        raise UnreadableFile(
            f"{file} 的内容不是文字，或编码已损坏", "请用原来的软件打开后另存为 UTF-8 文本、.docx 或 PDF 再试"
        )
    return text
