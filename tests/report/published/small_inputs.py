"""Small files of every kind, put together at random from what reports are made of and from what breaks readers."""

import io
import zipfile

PIECES = (
    "一、总体情况\n", "二、主动公开政府信息情况\n", "（一）主动公开。", "1.", "三、收到和处理政府信息公开申请情况\n", "第二十条第（一）项\n",
    "云川市水务局2024年政府信息公开工作年度报告\n", "规章\t0\t0\t0\n", "行政规范性文件 1 2 3\n", "行政许可\t126\n", "自然人\t商业企业\t总计\n",
    "（一）予以公开\t1\t2\t3\t4\t5\t6\t21\n", "结果维持", "0\t0\t0\t0\t0\t0\t0\n", "000000\n", "/\t/\t/\n", "总计", "共302条，其中A100条、B202条。",
    "⺠⻓", "\u200b", "\ufeff", "\x00", "\u202e", "𠀀", "é", "٣", "½", "９９９", "1e309", "-1", "9" * 400, "　" * 30, "《" * 40, "（" * 60, "|---|\n",
    "| a | b |\n", "<table>", "<tr><td colspan=9999 rowspan=9999>1", "</table>", "<script>", "<!--", "]]>", "&#xFFFFFF;", "&nbsp;", "\r", "\n\n",
    "![x](y)", "**", "```", "六、其他需要报告的事项\n", "五、存在的主要问题及改进情况\n", "\ud7ff", "\ufffd",
)  # fmt: skip
KINDS = ("txt", "md", "html", "docx", "pdf", "mht", "bytes")
_TAGS = (
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "gridSpan",
    "vMerge",
    "sdt",
    "sdtContent",
    "ins",
    "del",
    "br",
    "tab",
    "numPr",
    "txbxContent",
    "pPr",
    "ilvl",
    "numId",
)
_HTML = (
    "p",
    "div",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "span",
    "h1",
    "ul",
    "li",
    "a",
    "br",
    "script",
    "style",
    "body",
    "nav",
    "footer",
    "b",
)


def small_input(kind, chance):
    """Return the bytes of a small file and the suffix it is given."""
    made = {"html": _html, "docx": _docx, "pdf": _pdf, "mht": _mht, "bytes": _bytes}.get(kind, _text)
    return made(chance), kind if kind != "bytes" else chance.choice(
        ("txt", "html", "docx", "pdf", "md", "mht", "png", "jpg")
    )


def _text(chance):
    text = "".join(chance.choice(PIECES) for _ in range(chance.randrange(1, 40)))
    data = text.encode(chance.choice(("utf-8", "utf-8", "gb18030", "utf-16")), "replace")
    if chance.random() < 0.2:
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.randbytes(chance.randrange(1, 9)) + data[place:]
    return data


def _tree(chance, tags, depth, prefix=""):
    inner = chance.choice(PIECES).replace("\x00", "") if depth == 0 else ""
    for _ in range(chance.randrange(0, 4) if depth else 0):
        inner += _tree(chance, tags, depth - 1, prefix)
    tag = prefix + chance.choice(tags)
    attribute = chance.choice(
        ("", ' colspan="3"', ' rowspan="2"', ' colspan="-1"', ' style="display:none"', ' w:val="2"', ' w:val="x"')
    )
    attribute = attribute if ("w:" in attribute) == bool(prefix) else ""
    return f"<{tag}{attribute}>{inner}" + (f"</{tag}>" if prefix or chance.random() < 0.9 else "")


def _html(chance):
    return "".join(_tree(chance, _HTML, chance.randrange(1, 6)) for _ in range(3)).encode("utf-8", "replace")


def _escaped(text):
    kept = "".join(mark for mark in text if mark.isprintable() or mark in "\t\n")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "")


def _word(chance, depth):
    if depth == 0:
        return f"<w:t>{_escaped(chance.choice(PIECES))}</w:t>"
    tag = chance.choice(_TAGS)
    inner = "".join(_word(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
    value = chance.choice(("", ' w:val="2"', ' w:val="x"', ' w:val="99999"', ' w:val="restart"'))
    return f"<w:{tag}{value}>{inner}</w:{tag}>"


def _docx(chance):
    body = "".join(_word(chance, chance.randrange(1, 5)) for _ in range(3))
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def _pdf(chance):
    moves = ("Td", "TD", "Tm", "l", "m", "re", "S", "f", "cm", "q", "Q", "BT", "ET", "Tf", "T*", "Do")
    words = []
    for _ in range(chance.randrange(1, 60)):
        numbers = " ".join(
            chance.choice(("0", "1", "12", "72", "-9", "1e9", "600.5")) for _ in range(chance.randrange(0, 7))
        )
        words.append(
            chance.choice((f"{numbers} {chance.choice(moves)}", "(2024 0 0) Tj", "/F1 12 Tf", "[(a) -500 (1)] TJ"))
        )
    stream = "\n".join(words).encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def _mht(chance):
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\nContent-Type: text/html\r\n"
    )
    coded = chance.choice(
        (b"", b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: quoted-printable\r\n")
    )
    return head + coded + b"\r\n" + _html(chance) + b"\r\n--XX--\r\n"


def _bytes(chance):
    head = chance.choice(
        (
            b"",
            b"%PDF-1.5\n",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"\xff\xd8\xff",
            b"<html>",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
        )
    )
    return head + chance.randbytes(chance.randrange(0, 300))
