"""A Word file that came back: its changes and comments, matched to the paragraphs of our report."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from assistant.errors import UnreadableFile
from assistant.export import Chart, docx_bytes
from assistant.export.printed import clean
from assistant.export.word_comments import AUTHOR
from assistant.report import Report
from assistant.revision import placed, printable

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 60 << 20
_MOST_PARTS = 2000
_NEAR = 0.45
_BACK = "请用 Word 或 WPS 打开后另存为 .docx，再上传"


class Kind(StrEnum):
    """What came back. The value is the word users see."""

    CHANGE = "修改"
    COMMENT = "批注"
    EXTRA = "新增段落"
    MISSING = "删去段落"
    CELL = "表格改动"


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


class Proposal(msgspec.Struct, frozen=True):
    """Something that came back. `key` is our paragraph's, empty where it belongs to none."""

    kind: Kind
    key: str = ""
    ours: str = ""
    theirs: str = ""
    author: str = ""
    remark: str = ""
    place: str = ""


def annotated(report: Report, findings: Sequence[object], charts: Sequence[Chart]) -> bytes:
    """Return the report as a Word file with the findings as comments."""
    return docx_bytes(printable(report), findings, charts)  # type: ignore[arg-type]


def proposals(data: bytes, report: Report, charts: Sequence[Chart] = ()) -> list[Proposal]:
    """Return everything in a Word file that differs from our report, matched to its paragraphs where that can be.

    Raises:
        UnreadableFile: it is no Word file, or one made to harm.

    """
    theirs, loose = read_parts(data)
    ours, _ = read_parts(docx_bytes(printable(report), (), charts))
    keys = _keys(ours, report)
    found: list[Proposal] = []
    for mine, other in _pairs(ours, theirs):
        found += _told(ours, keys, mine, theirs[other] if other is not None else None)
    return [*found, *(Proposal(Kind.COMMENT, author=each.author, remark=each.text) for each in loose)]


def _told(ours: Sequence[Part], keys: dict[int, str], mine: int | None, other: Part | None) -> Iterator[Proposal]:
    key = keys.get(mine, "") if mine is not None else ""
    text = ours[mine].after if mine is not None else ""
    place = "" if key else (ours[mine].cell or text[:20] if mine is not None else "")
    if other is None:
        yield Proposal(Kind.MISSING, key, text, place=place)
        return
    author = "、".join(other.authors)
    if mine is None:
        if other.after or other.before:
            yield Proposal(Kind.EXTRA, theirs=other.after or other.before, author=author, place=other.cell)
    elif other.after != text:
        kind = Kind.CELL if other.cell else Kind.CHANGE
        yield Proposal(kind, key, text, other.after, author, place=place or other.cell)
    for each in other.remarks:
        yield Proposal(Kind.COMMENT, key, text, each.quote, each.author, each.text, place)


def _keys(parts: Sequence[Part], report: Report) -> dict[int, str]:
    """Return our paragraphs' keys by their number among the parts; both are in the same order."""
    waiting = [(key, clean(each.text)) for key, each in placed(report).items() if each.text]
    found: dict[int, str] = {}
    for number, part in enumerate(parts):
        if waiting and not part.cell and _plain(part.after) == _plain(waiting[0][1]):
            found[number] = waiting.pop(0)[0]
    return found


def _plain(text: str) -> str:
    return "".join(text.split())


def _pairs(ours: Sequence[Part], theirs: Sequence[Part]) -> Iterator[tuple[int | None, int | None]]:
    """Yield our part's number with theirs, None where there is no other; every part is yielded once."""
    one, other = [_plain(each.before) for each in ours], [_plain(each.before) for each in theirs]
    for kind, start, end, from_, to in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(start, end), range(from_, to), strict=True)
        else:
            yield from _near(one, other, range(start, end), range(from_, to), theirs)


def _near(
    one: Sequence[str], other: Sequence[str], mine: range, others: range, theirs: Sequence[Part]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair what is most alike in two stretches that differ, without crossing."""
    left = others.start
    for each in mine:
        scores = [(_alike(one[each], other[at], _plain(theirs[at].after)), -at) for at in range(left, others.stop)]
        score, at = max(scores, default=(0.0, 0))
        if score >= _NEAR or (theirs and len(mine) == len(others) and theirs[others.start].cell):
            at = -at if score >= _NEAR else others.start + (each - mine.start)
            yield from ((None, skipped) for skipped in range(left, at))
            yield each, at
            left = at + 1
        else:
            yield each, None
    yield from ((None, at) for at in range(left, others.stop))


def _alike(text: str, before: str, after: str) -> float:
    return max(SequenceMatcher(None, text, each, autojunk=False).ratio() for each in (before, after))


def read_parts(data: bytes) -> tuple[list[Part], list[Remark]]:
    """Read a Word file's paragraphs and cells in order, and the comments that stand nowhere.

    Raises:
        UnreadableFile: it is no Word file, or one made to harm.

    """
    document, comments = _unpack(data)
    remarks = {each.get(f"{_W}id", ""): each for each in comments} if comments is not None else {}
    reader = _Reader(remarks)
    body = document.find(f"{_W}body")
    if body is None:
        raise UnreadableFile("文件里没有正文", _BACK)
    parts = list(reader.parts(body))
    loose = [_remark(each) for name, each in remarks.items() if name not in reader.placed]
    return parts, [each for each in loose if each.author != AUTHOR]


def _unpack(data: bytes) -> "tuple[_Element, _Element | None]":
    from lxml import etree  # type: ignore[import-untyped]

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            if len(entries) > _MOST_PARTS or sum(each.file_size for each in entries) > _MOST_BYTES:
                raise UnreadableFile("文件解开后太大，没有读取", _BACK)
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
            document = etree.fromstring(_part(packed, "word/document.xml"), parser)
            names = set(packed.namelist())
            comments = _part(packed, "word/comments.xml") if "word/comments.xml" in names else None
            return document, None if comments is None else etree.fromstring(comments, parser)
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
        if not above & {"ins", "moveTo"}:
            texts[0].append(words)
        if not above & {"del", "moveFrom"}:
            texts[1].append(words)
