import io
import zipfile

import pytest

from assistant.ingest import Problem
from assistant.ingest import content as module
from assistant.ingest.content import Content, recognise_content


def packed(names, data=b"x"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return file.getvalue()


def test_contents_are_told_apart_whatever_the_name(workbook, old_workbook, document):
    assert recognise_content(workbook({"表": [["标题"]]}), "a.txt") is Content.WORKBOOK
    assert recognise_content(old_workbook([["标题"]]), "a.csv") is Content.OLD_WORKBOOK
    assert recognise_content(document("<w:p/>"), "a.xlsx") is Content.DOCUMENT
    assert recognise_content("标题,栏目".encode(), "a.xlsx") is Content.TEXT
    assert recognise_content("BM是英文缩写，也是一句话的开头".encode(), "a.txt") is Content.TEXT


@pytest.mark.parametrize(
    ("data", "file", "problem"),
    [
        (b"", "a.csv", "是空文件，没有任何内容"),
        (b"\xef\xbb\xbf \r\n", "a.txt", "是空文件，没有任何内容"),
        (b"%PDF-1.7", "a.pdf", "是 PDF 文件，没有读取"),
        (b"\x89PNG\r\n", "a.png", "是图片，没有读取"),
        (b"\xff\xd8\xff\xe0", "a.docx", "是图片，没有读取"),
        (b"BM\x10\x00\x00\x00\x00\x00\x00\x00", "a.bmp", "是图片，没有读取"),
        (b"Rar!\x1a\x07", "a.rar", "是压缩包，没有读取"),
        (b"7z\xbc\xaf", "a.7z", "是压缩包，没有读取"),
        (b"{\\rtf1", "a.doc", "是 RTF 文档，不能直接读取"),
        (b"<!DOCTYPE html><table>", "a.xls", "扩展名是 .xls，内容其实是网页"),
        (b"\xef\xbb\xbf<html>", "a.html", "是网页，没有读取"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls",
            "是 XML 格式的表格，不能直接读取",
        ),
        (b"PK\x03\x04" + b"\x00" * 50, "a.xlsx", "文件已损坏或没有下载完整，打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "a.doc", "是旧版 Office 文件，认不出种类"),
        (packed(["a.txt"]), "a.zip", "是压缩包，没有读取"),
        (packed(["ppt/presentation.xml"]), "a.pptx", "是演示文稿，没有读取"),
        (packed(["content.xml"]), "a.ods", "是 OpenDocument 文件，不能直接读取"),
        (packed(["xl/workbook.bin"]), "a.xlsb", "是 Excel 二进制工作簿（.xlsb），不能直接读取"),
    ],
)
def test_what_cannot_be_read_says_why_and_what_to_do(data, file, problem):
    found = recognise_content(data, file)
    assert isinstance(found, Problem)
    assert (str(found.place), found.problem) == (file, problem)
    assert found.hint


@pytest.mark.parametrize(
    ("stream", "problem"),
    [("EncryptedPackage", "设了打开密码，无法读取"), ("WordDocument", "是旧版 Word 文档（.doc），不能直接读取")],
)
def test_old_and_locked_office_files_are_told_apart(compound, stream, problem):
    found = recognise_content(compound({stream: b"x"}), "a.docx")
    assert isinstance(found, Problem)
    assert found.problem == problem


def test_a_zip_with_a_password_is_told():
    data = bytearray(packed(["xl/workbook.xml"]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    found = recognise_content(bytes(data), "a.xlsx")
    assert isinstance(found, Problem)
    assert found.problem == "设了密码，无法读取"


def test_a_zip_cut_off_or_changed_inside_is_damaged(workbook):
    data = workbook({"表": [["标题", "栏目"]] * 50})
    broken = bytearray(data)
    broken[len(data) // 2] ^= 0xFF
    for bad in (data[: len(data) // 2], bytes(broken)):
        found = recognise_content(bad, "a.xlsx")
        assert isinstance(found, Problem)
        assert "已损坏" in found.problem


def test_a_zip_that_would_burst_is_not_opened(monkeypatch):
    monkeypatch.setattr(module, "_RATIO_FROM", 1024**2)
    found = recognise_content(packed(["xl/workbook.xml"], b"\x00" * 3 * 1024**2), "a.xlsx")
    assert isinstance(found, Problem)
    assert found.problem == "解开后有 3 MB，远超正常文件，没有读取"


def test_a_file_above_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 10)
    found = recognise_content("一二三四五六七".encode(), "a.txt")
    assert isinstance(found, Problem)
    assert "超过了" in found.problem
