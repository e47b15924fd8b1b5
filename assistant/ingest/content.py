"""What a file is, by its content; its name only decides what kind of text a text is."""

import io
import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath

from assistant.ingest.source import Place, Problem
from assistant.ingest.wording import spell_size

_SAMPLE, _NOTHING = 4096, b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
MAX_BYTES = 1024**3
MAX_UNPACKED = 512 * 1024**2
_MAX_RATIO, _RATIO_FROM = 250, 64 * 1024**2


class Content(StrEnum):
    """What bytes hold. The value is the word users see."""

    WORKBOOK = "Excel 工作簿"
    OLD_WORKBOOK = "旧版 Excel 工作簿"
    DOCUMENT = "Word 文档"
    TEXT = "纯文本"


_ZIPPED = (
    ("xl/workbook.xml", Content.WORKBOOK),
    ("word/document.xml", Content.DOCUMENT),
    ("xl/workbook.bin", ("是 Excel 二进制工作簿（.xlsb），不能直接读取", "请用 Excel 打开后另存为 .xlsx")),
    ("ppt/presentation.xml", ("是演示文稿，没有读取", "请把要用的文字复制到 .txt 或 .docx 文件里")),
    ("content.xml", ("是 OpenDocument 文件，不能直接读取", "请用 WPS 或 Office 打开后另存为 .xlsx 或 .docx")),
)
_PUBLISHED = "已发布的年度报告请用 nianbao parse 读取；其他内容请复制到 .txt 或 .docx 文件里"
_TYPED_OUT = "请把图中的文字录入 .txt 或 .docx 文件后重试"
_UNPACK = "请解压后把里面的文件放进文件夹"
_MAGIC = (
    (b"%PDF", "是 PDF 文件，没有读取", _PUBLISHED),
    (b"\x89PNG", "是图片，没有读取", _TYPED_OUT),
    (b"\xff\xd8\xff", "是图片，没有读取", _TYPED_OUT),
    (b"GIF8", "是图片，没有读取", _TYPED_OUT),
    (b"BM", "是图片，没有读取", _TYPED_OUT),
    (b"II*\x00", "是图片，没有读取", _TYPED_OUT),
    (b"MM\x00*", "是图片，没有读取", _TYPED_OUT),
    (b"Rar!", "是压缩包，没有读取", _UNPACK),
    (b"7z\xbc\xaf", "是压缩包，没有读取", _UNPACK),
    (b"\x1f\x8b", "是压缩包，没有读取", _UNPACK),
    (b"{\\rtf", "是 RTF 文档，不能直接读取", "请用 Word 打开后另存为 .docx"),
    (b"SQLite format 3", "是数据库文件，没有读取", "请从原系统导出 .xlsx 或 .csv"),
)
_WEB = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|body)", re.I | re.S)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognise_content(data: bytes, file: str) -> Content | Problem:
    """Say what the bytes hold, or in a Problem why they cannot be read and what to do."""
    if not (data[:_SAMPLE].strip(_NOTHING) or data.strip(_NOTHING)):
        return Problem(Place(file), "是空文件，没有任何内容", "如果不该为空，请重新导出或保存后再放进来")
    if len(data) > MAX_BYTES:
        return Problem(
            Place(file), f"有 {spell_size(len(data))}，超过了 {spell_size(MAX_BYTES)} 的上限", "请分成几个文件"
        )
    if data.startswith(b"PK"):
        return _zipped(data, file)
    if data.startswith(_OLE):
        return _compound(data, file)
    return _other(data, file)


def _other(data: bytes, file: str) -> Content | Problem:
    for magic, problem, hint in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or data[6:10] == b"\0\0\0\0"):
            return Problem(Place(file), problem, hint)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        return Problem(Place(file), "是 XML 格式的表格，不能直接读取", "请用 Excel 打开后另存为 .xlsx")
    if _WEB.match(data[:4096].removeprefix(b"\xef\xbb\xbf")):
        return _web_page(file)
    return Content.TEXT


def _web_page(file: str) -> Problem:
    suffix = PurePath(file).suffix.lower()
    if suffix in {".xlsx", ".xls", ".xlsm", ".csv", ".et"}:
        return Problem(Place(file), f"扩展名是 {suffix}，内容其实是网页", "请用 Excel 打开后另存为 .xlsx，再重试")
    return Problem(Place(file), "是网页，没有读取", _PUBLISHED)


def _zipped(data: bytes, file: str) -> Content | Problem:
    """Look into a zip: what it is, whether it is whole, and whether it would burst when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if problem := _burst(archive, len(data), file):
                return problem
            names = set(archive.namelist())
            if any(info.flag_bits & 1 for info in archive.infolist()):
                return Problem(Place(file), "设了密码，无法读取", "请去掉密码后重新保存")
            if archive.testzip() is not None:
                return _damaged(file)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zlib.error):
        return _damaged(file)
    found = next((found for name, found in _ZIPPED if name in names), None)
    if found is None:
        return Problem(Place(file), "是压缩包，没有读取", _UNPACK)
    return found if isinstance(found, Content) else Problem(Place(file), *found)


def _burst(archive: zipfile.ZipFile, packed: int, file: str) -> Problem | None:
    unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FROM and unpacked > packed * _MAX_RATIO):
        problem = f"解开后有 {spell_size(unpacked)}，远超正常文件，没有读取"
        return Problem(Place(file), problem, "请删除表格中多余的空白行列和图片，或分成几个文件后重试")
    return None


def _damaged(file: str) -> Problem:
    return Problem(
        Place(file), "文件已损坏或没有下载完整，打不开", "请重新下载或从原处复制，确认能用 Office 或 WPS 打开后再放进来"
    )


def _compound(data: bytes, file: str) -> Content | Problem:
    """Tell old Office files apart by the names of their streams."""

    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if has("EncryptedPackage"):
        return Problem(Place(file), "设了打开密码，无法读取", "请用 Office 或 WPS 打开，去掉密码后重新保存")
    if has("WordDocument"):
        return Problem(Place(file), "是旧版 Word 文档（.doc），不能直接读取", "请用 Word 或 WPS 打开后另存为 .docx")
    if has("Workbook") or has("Book"):
        return Content.OLD_WORKBOOK
    return Problem(Place(file), "是旧版 Office 文件，认不出种类", "请用 Office 或 WPS 打开后另存为 .xlsx 或 .docx")
