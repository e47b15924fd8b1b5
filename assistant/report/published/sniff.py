"""What a file is, by its first bytes; its name is believed only between text and Markdown."""

import io
import re
import zipfile
from enum import Enum, auto

from assistant.errors import UnreadableFile

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"II*\x00", b"MM\x00*")
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|div|table|p|span|article|section|title|h[1-6])\b", re.IGNORECASE
)
_MIME = re.compile(
    rb"^(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location)\s*:", re.IGNORECASE | re.MULTILINE
)
_HEAD = 2048
_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 或 PDF 后重试"


class FileKind(Enum):
    """A kind of file that a reader exists for."""

    DOCX = auto()
    PDF = auto()
    HTML = auto()
    MHT = auto()
    PICTURE = auto()
    MARKDOWN = auto()
    TEXT = auto()


def sniff(data: bytes, file: str) -> FileKind:
    """Return what a file is.

    Raises:
        UnreadableFile: a kind that reports do not come in, or an old or encrypted Office file.

    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK"):
        return _packed(data, file)
    if head.startswith(_OLE):
        raise UnreadableFile(f"{file} {_ole_trouble(data)}", _AS_DOCX)
    if head.startswith(_PICTURES):
        return FileKind.PICTURE
    if head.startswith((b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"GIF8", b"RIFF")):
        raise UnreadableFile(
            f"{file} 不是能读取的报告格式", "可以读取 .docx、.pdf、.html、.mht、.txt、.md；" + _AS_DOCX
        )
    return _written(head, file)


def _written(head: bytes, file: str) -> FileKind:
    plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    suffix = file.lower().rpartition(".")[2]
    if suffix in ("mht", "mhtml") or (len(_MIME.findall(plain)) > 1 and b"multipart/related" in plain.lower()):
        return FileKind.MHT
    if suffix in ("md", "markdown"):
        return FileKind.MARKDOWN
    if _TAG.search(plain) and (suffix != "txt" or plain.lstrip(b"\xef\xbb\xbf \r\n\t\xff\xfe").startswith(b"<")):
        return FileKind.HTML
    return FileKind.HTML if suffix in ("html", "htm", "shtml", "xhtml") else FileKind.TEXT


def _packed(data: bytes, file: str) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception as error:
        raise UnreadableFile(f"{file} 已损坏，打不开", "请重新下载，或用 Word、WPS 打开后另存一份再试") from error
    if "word/document.xml" in names or any(name.startswith("word/document") for name in names):
        return FileKind.DOCX
    if "xl/workbook.xml" in names:
        raise UnreadableFile(f"{file} 是 Excel 表格，不是年度报告", "请提供报告的 Word、PDF 或网页文件")
    raise UnreadableFile(f"{file} 是压缩包或其他格式，不是年度报告", "请解压后逐个提供其中的 .docx、.pdf 或 .html 文件")


def _ole_trouble(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "设有打开密码，读不了。请先取消密码"
    return "是旧版 Office 文件（.doc、.wps 等），读不了"
