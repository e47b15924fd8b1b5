"""A page as it was saved from a government site: the report inside it, not the site around it."""

import email
import re
from collections.abc import Iterator
from typing import Any

from assistant.errors import UnreadableFile
from assistant.report.published.bombs import check_page
from assistant.report.published.encoding import decode
from assistant.report.published.grid import Block, Cell, Grid, Source
from assistant.report.published.record import Spot
from assistant.report.published.tabulate import tabulate

_NEVER = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "canvas",
    "nav",
    "footer",
    "aside",
    "select",
    "textarea",
    "button",
]
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article blockquote body center dd div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 header hr li main ol p"
        " pre section table tbody td tfoot th thead tr ul br caption figcaption",
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PHRASES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理",
    "行政复议",
    "主要问题",
    "其他需要报告",
    "属于国家秘密",
    "结果维持",
)
_SPACE = re.compile(r"[ \t\r\n]+")
_LARGEST = 30 * 1024 * 1024
_DEEPEST = 60
_WIDEST = 64
_MOST_COLUMNS = 200
_TALLEST = 200


def read_html(data: bytes, file: str) -> Source:
    """Read a saved web page.

    Raises:
        UnreadableFile: no text in it, or larger than any report's page.

    """
    if len(data) > _LARGEST:
        raise UnreadableFile(f"{file} 超过30兆字节，没有读取", "年度报告的网页不会有这么大，请只保存正文所在的网页")
    html = decode(data, file)
    check_page(html, file)
    return _read(html)


def read_mht(data: bytes, file: str) -> Source:
    """Read a web archive (.mht), as browsers save a page in one file.

    Raises:
        UnreadableFile: there is no page in it.

    """
    message = email.message_from_bytes(data)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return read_html(payload, file)
    raise UnreadableFile(f"{file} 里没有网页内容", "请重新保存网页，或另存为 .html 后再试")


def blocks_of(html: str) -> list[Block | Grid]:
    """Return the paragraphs and tables of a piece of HTML."""
    body = _parse(html).body
    return list(_Walker().walk(body)) if body is not None else []


def _read(html: str) -> Source:
    tree = _parse(html)
    body = tree.body
    titles = _titles(tree)
    if body is None:
        return Source((), titles)
    content = _content(body)
    pictures = len(content.css("img"))
    blocks = tabulate(_Walker().walk(content))
    warnings = (f"网页里有{pictures}张图片，图片里的内容没有读取",) if pictures > 2 else ()
    return Source(tuple(blocks), titles, warnings)


def _parse(html: str) -> Any:  # noqa: ANN401 - the parser is imported late
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.root.strip_tags(_NEVER, recursive=True) if tree.root is not None else None
    return tree


def _titles(tree: Any) -> tuple[str, ...]:  # noqa: ANN401 - see _parse
    """Return what a page calls itself: the meta field government sites must carry, its headings, its window title."""
    metas = [node.attributes.get("content") for node in tree.css("meta") if _is_title_field(node)]
    others = [node.text(deep=True) for node in tree.css("h1, h2, title")[:6]]
    return tuple(text.strip() for text in (*metas, *others) if text and text.strip())


def _is_title_field(node: Any) -> bool:  # noqa: ANN401 - see _parse
    return (node.attributes.get("name") or "").lower() in ("articletitle", "title")


def _content(body: Any) -> Any:  # noqa: ANN401 - see _parse
    """Return the smallest element that holds every mention of the sections and tables that the page has."""
    whole = body.text(deep=True)
    wanted = {phrase: whole.count(phrase) for phrase in _PHRASES if phrase in whole}
    node = body
    for _ in range(_DEEPEST if len(wanted) > 3 else 0):
        inner = next((child for child in _elements(node) if _holds(child, wanted)), None)
        if inner is None or inner.tag in ("table", "tbody", "tr", "td", "p"):
            break
        node = inner
    return node


def _holds(node: Any, wanted: dict[str, int]) -> bool:  # noqa: ANN401 - see _parse
    text = node.text(deep=True)
    return all(text.count(phrase) == count for phrase, count in wanted.items())


def _elements(node: Any) -> Iterator[Any]:  # noqa: ANN401 - see _parse
    child = node.child
    while child is not None:
        if child.is_element_node:
            yield child
        child = child.next


class _Walker:
    """Turns elements into blocks, counting them; an explicit stack, because saved pages nest deeper than Python calls."""

    def __init__(self, in_cell: bool = False) -> None:
        self.number = 0
        self.in_cell = in_cell

    def walk(self, root: Any) -> Iterator[Block | Grid]:  # noqa: ANN401 - see _parse
        """Yield the blocks below an element in order."""
        pieces: list[str] = []
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            if node.is_text_node:
                pieces.append(node.text_content or "")
                continue
            if node.tag in _BLOCKS:
                yield from self._flush(pieces)
            if leaving or not node.is_element_node or _is_hidden(node):
                continue
            if node.tag == "table" and not self.in_cell and _is_data(node):
                yield from self._grid(node)
                continue
            stack.append((node, True))
            stack += [(child, False) for child in reversed(list(_nodes(node)))]
        yield from self._flush(pieces)

    def _flush(self, pieces: list[str]) -> Iterator[Block]:
        if not pieces:
            return
        text = _SPACE.sub(" ", "".join(pieces)).strip()
        pieces.clear()
        if text:
            self.number += 1
            yield Block(text, Spot(element=self.number))

    def _grid(self, table: Any) -> Iterator[Grid]:  # noqa: ANN401 - see _parse
        taken: dict[int, int] = {}
        rows: list[tuple[Cell, ...]] = []
        for row in _rows(table):
            self.number += 1
            rows.append(tuple(self._cells(row, taken)))
        if any(rows):
            yield Grid(tuple(rows))

    def _cells(self, row: Any, taken: dict[int, int]) -> Iterator[Cell]:  # noqa: ANN401 - see _parse
        """Yield a row's own cells; `taken` counts for how many rows a column still belongs to a cell above."""
        above = {column for column, rows in taken.items() if rows > 0}
        for column in above:
            taken[column] -= 1
        column = 0
        for cell in _elements(row):
            if column > _MOST_COLUMNS:
                return
            if cell.tag not in ("td", "th") or _is_hidden(cell):
                continue
            while column in above:
                column += 1
            width, height = _span(cell, "colspan", _WIDEST), _span(cell, "rowspan", _TALLEST)
            taken.update({each: height - 1 for each in range(column, column + width)})
            yield Cell(_cell_text(cell), column, Spot(element=self.number), width)
            column += width


def _nodes(node: Any) -> Iterator[Any]:  # noqa: ANN401 - see _parse
    child = node.child
    while child is not None:
        if child.is_element_node or child.is_text_node:
            yield child
        child = child.next


def _is_hidden(node: Any) -> bool:  # noqa: ANN401 - see _parse
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _is_data(table: Any) -> bool:  # noqa: ANN401 - see _parse
    """Say whether a table holds cells, not the page's layout: no table inside it, or rows of many cells around one."""
    if not _has_table(table):
        return True
    wide = sum(1 for row in _rows(table) if sum(1 for _ in _elements(row)) >= 5)
    return wide >= 5


def _has_table(table: Any) -> bool:  # noqa: ANN401 - see _parse
    """Say whether a table stands inside this one."""
    stack = list(_elements(table))
    while stack:
        node = stack.pop()
        if node.tag == "table":
            return True
        stack += _elements(node)
    return False


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - see _parse
    for child in _elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in _elements(child) if row.tag == "tr")


def _span(cell: Any, name: str, most: int) -> int:  # noqa: ANN401 - see _parse
    written = (cell.attributes.get(name) or "").strip()
    return max(1, min(int(written), most)) if re.fullmatch(r"\d{1,6}", written, re.ASCII) else 1


def _cell_text(cell: Any) -> str:  # noqa: ANN401 - see _parse
    return "\n".join(block.text for block in _Walker(in_cell=True).walk(cell) if isinstance(block, Block))
