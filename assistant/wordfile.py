"""A Word file's words: its paragraphs and cells before and after tracked changes, its comments, what stands beside them."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from assistant.errors import UnreadableFile
from assistant.export.printed import clean
from assistant.export.word_comments import AUTHOR

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What Word writes a second time for older programs: a text box's words."""
_MOST_BYTES = 60 << 20
_MOST_PARTS = 2000
_BESIDE = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_PLACES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_PAGE_NUMBER = re.compile(r"[\d\s—–-]+")
_BACK = "请用 Word 或 WPS 打开后另存为 .docx，再上传"


class Remark(msgspec.Struct, frozen=True):
    """A comment: whose it is, what it says and, as far as they are known, the words it stands on."""

    author: str
    text: str
    quote: str = ""


class Part(msgspec.Struct, frozen=True):
    """A paragraph or a table's cell of a Word file, before and after its tracked changes."""

    before: str
    after: str
    cell: str = ""
    """Where the cell stands (表3第4行第2格); empty for a paragraph."""
    authors: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_parts(data: bytes) -> tuple[list[Part], list[Remark]]:
    """Read a Word file's paragraphs and cells in order, and the comments that stand nowhere.

    Raises:
        UnreadableFile: it is no Word file, or one made to harm.

    """
    found = _unpack(data, re.compile(r"word/(document|comments)\.xml"))
    body = found["word/document.xml"].find(f"{_W}body") if "word/document.xml" in found else None
    if body is None:
        raise UnreadableFile("文件里没有正文，不是能读取的 Word 文件（.docx）", _BACK)
    remarks = {each.get(f"{_W}id", ""): each for each in found.get("word/comments.xml", ())}
    reader = _Reader(remarks)
    parts = list(reader.parts(body))
    loose = [_remark(each) for name, each in remarks.items() if name not in reader.placed]
    return parts, [each for each in loose if each.author != AUTHOR]


def read_beside(data: bytes) -> list[Part]:
    """Read what stands in a Word file's headers, footers, footnotes and endnotes; `cell` says in which.

    Raises:
        UnreadableFile: it is no Word file, or one made to harm.

    """
    found = []
    for name, root in _unpack(data, _BESIDE).items():
        place = _PLACES[str(name).removeprefix("word/").rstrip(".xml0123456789")]
        parts = _Reader({}).paragraphs(root, place)
        found += [each for each in parts if words_beside(each) or _PAGE_NUMBER.sub("", each.before)]
    return found


def words_beside(part: Part) -> str:
    """Return what a part beside the text says but for page numbers."""
    return _PAGE_NUMBER.sub("", part.after)


def _unpack(data: bytes, wanted: re.Pattern[str]) -> "dict[str, _Element]":
    """Return the parts of a Word file whose names are wanted."""
    from lxml import etree  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _MOST_BYTES:
                raise UnreadableFile("文件解开后太大，没有读取", _BACK)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            names = sorted(name for name in set(packed.namelist()) if wanted.fullmatch(name))
            return {name: etree.fromstring(_part(packed, name), parser) for name in names}
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, etree.XMLSyntaxError) as error:
        raise UnreadableFile("不是能读取的 Word 文件（.docx）", _BACK) from error


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Unpack a part, counted as it comes out, whatever the zip says of itself."""
    with packed.open(name) as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise UnreadableFile("文件解开后太大，没有读取", _BACK)
    return data


def _remark(element: "_Element") -> Remark:
    text = "\n".join("".join(each.itertext(f"{_W}t")) for each in element.iter(f"{_W}p"))
    return Remark(element.get(f"{_W}author", ""), text.strip())


class _Reader:
    """Walks a document's body; `placed` are the comments met."""

    def __init__(self, remarks: "dict[str, _Element]") -> None:
        self.remarks = remarks
        self.placed: set[str] = set()
        self.tables = 0

    def parts(self, body: "_Element") -> Iterator[Part]:
        for child in body:
            if child.tag == f"{_W}tbl":
                self.tables += 1
                yield from self._cells(child)
            elif child.tag == f"{_W}p":
                yield from self._paragraphs([child], "")
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                yield from self.parts(child)

    def paragraphs(self, root: "_Element", place: str) -> Iterator[Part]:
        """Yield every paragraph below an element, each on its own."""
        for paragraph in root.iter(f"{_W}p"):
            yield from self._paragraphs([paragraph], place)

    def _cells(self, table: "_Element") -> Iterator[Part]:
        for row, line in enumerate(table.iter(f"{_W}tr"), 1):
            for column, cell in enumerate(line.iter(f"{_W}tc"), 1):
                place = f"第{self.tables}张表第{row}行第{column}格"
                yield from self._paragraphs(list(cell.iter(f"{_W}p")), place)

    def _paragraphs(self, paragraphs: "Sequence[_Element]", cell: str) -> Iterator[Part]:
        before: list[str] = []
        after: list[str] = []
        authors: dict[str, None] = {}
        names: dict[str, None] = {}
        for paragraph in paragraphs:
            self._walk(paragraph, (before, after), authors, names)
        self.placed |= set(names)
        remarks = [_remark(self.remarks[name]) for name in names if name in self.remarks]
        kept = tuple(each for each in remarks if each.author != AUTHOR)
        old, new = "".join(before).strip(), "".join(after).strip()
        if old or new or kept or cell:
            yield Part(old, new, cell, tuple(authors), kept)

    def _walk(
        self,
        paragraph: "_Element",
        texts: tuple[list[str], list[str]],
        authors: dict[str, None],
        names: dict[str, None],
    ) -> None:
        for each in paragraph.iter():
            tag = each.tag.removeprefix(_W) if isinstance(each.tag, str) else ""
            if tag in ("commentReference", "commentRangeStart"):
                names[each.get(f"{_W}id", "")] = None
            elif tag in ("ins", "del", "moveTo", "moveFrom"):
                authors[each.get(f"{_W}author", "")] = None
            elif tag in ("t", "delText", "tab", "br"):
                self._text(each, tag, texts)

    def _text(self, element: "_Element", tag: str, texts: tuple[list[str], list[str]]) -> None:
        words = clean(element.text or "") if tag in ("t", "delText") else " "
        above = {each.tag.removeprefix(_W) for each in element.iterancestors() if isinstance(each.tag, str)}
        if _TWICE in above:
            return
        if not above & {"ins", "moveTo"}:
            texts[0].append(words)
        if not above & {"del", "moveFrom"}:
            texts[1].append(words)
