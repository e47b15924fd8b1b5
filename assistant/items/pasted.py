"""Tables pasted as tabs or as | cells |: every row becomes words a reader understands."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from assistant.ingest import Line
from assistant.items.item import Noise
from assistant.items.lexicon import any_of, lexicon
from assistant.items.noise import paste_words

_RULE_ROW = re.compile(r"[\s|:\-—+]+")
_EMPTY = frozenset({"", "-", "—", "--", "——", "/", "\\"})
_NUMERIC = re.compile(r"[0-9０-９][0-9０-９,，.]*\s?[余多]?%?")
_UNIT = re.compile(r"\s*[（(](?:单位[：:]?)?\s*(?P<unit>[^（）()]{1,4})[)）]\s*$")
_SERIAL = ("序号", "编号", "No", "no", "NO", "#")
_LONGEST_HEADER = 14
_WORK = re.compile(
    r"(?:主要|具体|重点)?(?:工作|活动|公开|信息|任务|事项)?(?:内容|事项|标题|任务|情况|名称|题目)|工作|活动|事由"
)
_ASIDE = re.compile(
    r"(?:责任|牵头|经办|承办|发布|报送|填报)?(?:科室|处室|部门|单位|机构)|责任人?|状态|完成|是否.{0,4}|完成情况|进度|审核"
)
_TOTAL = re.compile(r"(?:合计|总计|小计|共计)")


class Row(NamedTuple):
    """A row told as words, with its line."""

    line: int
    text: str


class Told(NamedTuple):
    """A pasted table: its rows as words, and its header and rules as noise."""

    rows: tuple[Row, ...]
    noise: tuple[Noise, ...]


def table_length(lines: Sequence[Line], start: int) -> int:
    """Return how many lines from `start` on are one pasted table, at least two; 0 where there is none."""
    end = start
    if "\t" in lines[start].text.strip():
        while end < len(lines) and "\t" in lines[end].text.strip("\n\r ") and lines[end].text.strip():
            end += 1
    elif lines[start].text.strip().startswith("|"):
        while end < len(lines) and lines[end].text.strip().startswith("|"):
            end += 1
    return end - start if end - start > 1 else 0


def tell_table(lines: Sequence[Line], file: str) -> Told:
    """Turn the lines of a pasted table into rows of words: 市级，发稿350余篇，说明：日报、电视台.

    A header row, recognised by its words, is noise and names the cells. Cells of columns with personal data are
    dropped; that they were there is noted.
    """
    rows = [(line.number, _cells(line.text)) for line in lines]
    noise = [Noise(line.number, line.text.strip(), "表格线", file) for line in lines if _RULE_ROW.fullmatch(line.text)]
    rows = [
        (number, cells) for number, cells in rows if any(cell not in _EMPTY for cell in cells) and not _is_rule(cells)
    ]
    header = rows[0][1] if rows and _is_header(rows[0][1], [cells for _, cells in rows[1:]]) else []
    if header:
        noise.append(Noise(rows[0][0], "\t".join(header).strip(), "表头", file))
        rows = rows[1:]
    told: list[Row] = []
    for number, cells in rows:
        hidden = [name for name, cell in zip(header, cells, strict=False) if _is_personal(name) and cell not in _EMPTY]
        if hidden:
            noise.append(Noise(number, f"{'、'.join(hidden)}（已隐去）", "个人信息", file))
        if left := _left_out(header, cells):
            noise.append(Noise(number, "，".join(left), "表格其他列", file))
        if header and _TOTAL.fullmatch(cells[0]):
            noise.append(Noise(number, " ".join(cells).strip(), "合计行", file))
        elif text := _tell(header, cells):
            told.append(Row(number, text))
        elif not hidden:
            noise.append(Noise(number, " ".join(cells).strip(), "空行", file))
    return Told(tuple(told), tuple(noise))


def _cells(line: str) -> list[str]:
    if line.strip().startswith("|"):
        return [cell.strip() for cell in line.strip().strip("|").split("|")]
    return [cell.strip() for cell in line.strip("\n\r ").split("\t")]


def _is_rule(cells: list[str]) -> bool:
    return all(_RULE_ROW.fullmatch(cell) or not cell for cell in cells)


@cache
def _header_words() -> re.Pattern[str]:
    return re.compile(any_of(paste_words().headers))


def _is_header(cells: list[str], below: list[list[str]]) -> bool:
    """Tell whether a first row names columns: short words without numbers, known as names or standing over numbers."""
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > _LONGEST_HEADER or re.search(r"\d", cell) for cell in filled):
        return False
    known = sum(bool(_header_words().search(cell)) for cell in filled)
    return known * 2 >= len(filled) or _over_numbers(cells, below)


def _over_numbers(cells: list[str], below: list[list[str]]) -> bool:
    """Tell whether a column holds words in its first row and nothing but numbers below."""
    columns = ([row[at] for row in below if at < len(row) and row[at] not in _EMPTY] for at in range(1, len(cells)))
    return any(column and all(_NUMERIC.fullmatch(cell) for cell in column) for column in columns)


@cache
def _personal_words() -> re.Pattern[str]:
    words = any_of(paste_words().personal)
    return re.compile(rf"^{words}(?!类|性质|数|所属)|{words}$")


def _is_personal(name: str) -> bool:
    return bool(name and _personal_words().search(name))


def _tell(header: Sequence[str], cells: Sequence[str]) -> str:
    """Return a row as words: the first cell bare, numbers behind their column's name, words behind it and a colon.

    Where one column holds the work itself (工作内容, 标题 …), it stands bare behind the date, and who was responsible or
    how far it got is left out.
    """
    parts: list[str] = []
    work = _work_column(header)
    names = [*header, *[""] * (len(cells) - len(header))]
    for name, cell in zip(names, cells, strict=False):
        if cell in _EMPTY or _is_personal(name) or (name.startswith(_SERIAL) and not parts):
            continue
        if work and _ASIDE.fullmatch(name):
            continue
        parts.append(_part(name, cell, first=not parts or name == work))
    return "，".join(parts)


def _work_column(header: Sequence[str]) -> str:
    """Return the name of the column that holds the work itself, if there is one."""
    return next((name for name in header if _WORK.fullmatch(name)), "")


def _left_out(header: Sequence[str], cells: Sequence[str]) -> list[str]:
    """Return the cells beside the work that are not told."""
    if not _work_column(header):
        return []
    named = zip(header, cells, strict=False)
    return [
        f"{name}：{cell}"
        for name, cell in named
        if cell not in _EMPTY and _ASIDE.fullmatch(name) and not _is_personal(name)
    ]


def _part(name: str, cell: str, *, first: bool) -> str:
    bare, unit = _UNIT.sub("", name), _unit(name)
    if _NUMERIC.fullmatch(cell):
        return f"{bare}{cell}{'' if cell.endswith('%') else unit}"
    return cell if first or not bare else f"{bare}：{cell}"


def _unit(name: str) -> str:
    """Return the unit a header names in brackets (发稿（篇）), if it is one."""
    match = _UNIT.search(name)
    units = (*lexicon().count_units, *lexicon().measure_units, "%", "％")
    return match["unit"] if match and match["unit"] in units else ""
