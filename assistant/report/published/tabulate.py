"""Lines that were rows of a table before a file became text: cells between tabs, pipes or wide gaps."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from assistant.report.published.characters import mend
from assistant.report.published.grid import Block, Cell, Grid
from assistant.report.published.headings import numbering
from assistant.report.published.rows import core
from assistant.report.published.values import Kind, is_number, read_value

_TABLE_WORDS = re.compile(
    r"^第二十条第.{1,3}项$|信息内容|本年制发件数|现行有效件数|处理决定数量|本年收费金额|新制作数量|上一年项目数量|采购总金额"
    r"|申请人情况|^法人或其他组织|勾稽关系|等于第三项加第四项|^自然人|科研机构|^结果(?:维持|纠正)|未经复议直接起诉|^行政复议(?:行政诉讼)?$"
)
_VALUE = r"(?:[+\-−－]?\d[\d,，.]*(?:件|条|项|万元)?|[/／\-—－]+|无)"
_ROW = re.compile(rf"^(?P<label>.*?[^\d\s/／\-—－.,，])?\s*(?P<values>(?:(?<=\s){_VALUE}|^{_VALUE})(?:\s+{_VALUE})*)$")
_ONE_VALUE = re.compile(r"(?:规章|规范性文件|行政许可|行政处罚|行政强制|行政事业性收费|对外管理服务事项|政府集中采购)$")
_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_FLOW = re.compile(r"本年|上年|上一年|结转|.*申请数量")
"""How the rows of table 3 that are numbered like sections begin."""
_LONGEST_LABEL = 80
_SHORT = 45
_FARTHEST = 12
_STACKED = (7, 15)
_MOST_STACKED = 400
_LONGEST_VALUE = 20


Marked = list[tuple[Block | Grid, list[str] | None]]
"""Each block, with its cells where it is a row of a table."""


def tabulate(blocks: Iterable[Block | Grid]) -> list[Block | Grid]:
    """Return the blocks with every run of table-like lines turned into a grid."""
    marked: Marked = [(block, split_row(block.text) if isinstance(block, Block) else None) for block in blocks]
    made: list[Block | Grid] = []
    run: list[tuple[Cell, ...]] = []
    for block, cells in _fill_between(_unstack(marked)):
        if cells is not None and isinstance(block, Block):
            run.append(tuple(Cell(text, column, block.spot) for column, text in enumerate(cells)))
            continue
        if run:
            made.append(Grid(tuple(run), aligned=False))
            run = []
        made.append(block)
    return [*made, Grid(tuple(run), aligned=False)] if run else made


def _unstack(marked: Marked) -> Marked:
    """Put tables that were copied one cell to a line in rows again: a label, then exactly as many values as its row has."""
    made: Marked = []
    index = 0
    while index < len(marked):
        end = index
        while end < len(marked) and end - index <= _MOST_STACKED and _is_lone_value(marked[end][0]):
            end += 1
        if end > index:
            _append_run(made, marked[index:end])
        else:
            made.append(marked[index])
        index = max(end, index + 1)
    return made


def _append_run(made: Marked, run: Marked) -> None:
    """Append values that stand one to a line: to the label before them, as a row, or as they were."""
    values = [block.text.strip() for block, _ in run if isinstance(block, Block)]
    label = made[-1][0] if made and isinstance(made[-1][0], Block) else None
    if len(values) == _STACKED[-1]:
        made.append((run[0][0], values))
    elif isinstance(label, Block) and (
        len(values) == _STACKED[0] or (_ONE_VALUE.search(core(label.text)) and len(values) in (1, 3))
    ):
        made[-1] = (label, [label.text, *values])
    else:
        made += run


def _is_lone_value(block: Block | Grid) -> bool:
    return (
        isinstance(block, Block)
        and len(block.text) < _LONGEST_VALUE
        and read_value(block.text).kind in (Kind.NUMBER, Kind.STROKE)
    )


def split_row(line: str) -> list[str] | None:
    """Return the cells of a line that looks like a row of a table, None for any other line.

    >>> split_row("（一）予以公开   2 0 0 0 0 1 3")
    ['（一）予以公开', '2', '0', '0', '0', '0', '1', '3']
    >>> split_row("全年公开信息 302 条，解读 22 条。") is None
    True
    """
    text = mend(line).strip(" ")
    if text.startswith("|") and text.count("|") > 1:
        return [] if _RULE.match(text) else [cell.strip() for cell in text.strip("|").split("|")]
    if "\t" in text.strip("\t") or text.endswith("\t"):
        return _tabbed(text)
    return _spaced(text)


def _tabbed(text: str) -> list[str] | None:
    cells = [cell.strip() for cell in text.split("\t")]
    last = max((index for index, cell in enumerate(cells) if cell), default=-1)
    if last < 0 or any(len(cell) > 2 * _LONGEST_LABEL for cell in cells):
        return None
    filled = [cell for cell in cells if cell]
    if len(filled) == 1:
        return _spaced(filled[0]) or (cells[: last + 1] if text.endswith("\t\t") or last else None)
    if (
        len(filled) == 2
        and not text.endswith("\t")
        and not is_number(filled[1])
        and not _TABLE_WORDS.search(core(text))
    ):
        return None
    return cells[: last + 1]


def _spaced(text: str) -> list[str] | None:
    if len(text) > 2 * _LONGEST_LABEL or text.endswith(("。", "；", ";")):
        return None
    if match := _ROW.match(text):
        label, values = (match["label"] or "").strip(), match["values"].split()
        if len(label) <= _LONGEST_LABEL and _is_row(label, values):
            return [label, *values] if label else values
    if len(text) <= _LONGEST_LABEL and _TABLE_WORDS.search(core(text)) and "。" not in text:
        return re.split(r"\s{2,}", text)
    return None


def _is_row(label: str, values: Sequence[str]) -> bool:
    """Say whether a label with values after it is a row: many values, or one of table 2's own labels."""
    return len(values) >= 3 or bool(_ONE_VALUE.search(core(label)))


def _fill_between(marked: Marked) -> Marked:
    """Take short lines between two rows, pieces of labels that were broken, into the table."""
    filled = list(marked)
    rows = [index for index, (_, cells) in enumerate(marked) if cells is not None]
    for first, last in pairwise(rows):
        if 1 < last - first <= _FARTHEST and all(_is_piece(block) for block, _ in marked[first + 1 : last]):
            for index in range(first + 1, last):
                block = marked[index][0]
                filled[index] = (block, [block.text] if isinstance(block, Block) else None)
    return filled


def _is_piece(block: Block | Grid) -> bool:
    if not isinstance(block, Block) or len(block.text) > _SHORT or "。" in block.text:
        return False
    number = numbering(block.text)
    return number.style not in ("cn", "part") or bool(_FLOW.match(core(number.rest)))


def unfold(blocks: Iterable[Block | Grid]) -> list[Block | Grid]:
    """Return the blocks with prose that only stood in a table for its layout (a frame, a form) as paragraphs again."""
    made: list[Block | Grid] = []
    for block in blocks:
        made += _unfold(block) if isinstance(block, Grid) and block.aligned else [block]
    return made


def _unfold(grid: Grid) -> list[Block | Grid]:
    made: list[Block | Grid] = []
    run: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        if not _is_prose(row):
            run.append(row)
            continue
        if run:
            made.append(Grid(tuple(run)))
            run = []
        made += [Block(line, cell.spot) for cell in row for line in cell.text.split("\n") if line.strip()]
    return [*made, Grid(tuple(run))] if run else made


def _is_prose(row: Sequence[Cell]) -> bool:
    """Say whether a row is text: one cell with a numbered heading or sentences, or cells of which one has sentences."""
    filled = [cell.text for cell in row if cell.text.strip()]
    if any("。" in text and len(text) > 40 for text in filled):
        return True
    return (
        len(filled) == 1
        and bool(re.match(r"\s*[一二三四五六]\s*[、.．]", filled[0]))
        and not _TABLE_WORDS.search(core(filled[0]))
    )
