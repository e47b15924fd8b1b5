"""Files become passages: JSON Lines as they are, published reports cut by their sections."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from assistant.ingest import Place, Problem, Text, read_file
from assistant.retrieve.cutting import cut
from assistant.retrieve.passage import Passage, passage_id
from assistant.retrieve.wording import plain

_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)")
_SAYS_PERSONAL = Problem(Place(""), "段落里有身份证号码或手机号码，没有收入语料库", "请先把个人信息隐去再添加")
_TOGETHER = 5000
"""Lines of a .jsonl file that are read at once."""


class ImportResult(msgspec.Struct, frozen=True):
    """The passages of some files, what could not be used, and the lines of reports that are no passage."""

    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()
    """Headings, tables and openings of published reports: nothing is wrong with them, they are only no passage."""

    def __add__(self, other: "ImportResult") -> "ImportResult":
        """Return both results, in order."""
        return ImportResult(
            self.passages + other.passages, self.problems + other.problems, self.left_out + other.left_out
        )


class _Row(msgspec.Struct):
    """A line of a .jsonl file of passages, as the contract has it."""

    text: str
    id: str | None = None
    section: str | None = None
    agency: str | None = None
    year: int | str | None = None
    source: str | None = None


def import_passages(paths: Iterable[Path]) -> ImportResult:
    """Read passages from .jsonl files and from published reports; one bad line or file never stops the others."""
    parts = [part for path in paths for part in read_parts(path)]
    return ImportResult(
        tuple(each for part in parts for each in part.passages),
        tuple(each for part in parts for each in part.problems),
        tuple(each for part in parts for each in part.left_out),
    )


def read_parts(path: Path) -> Iterator[ImportResult]:
    """Yield what a file holds: a report as a whole, a .jsonl file some thousand lines at a time."""
    if path.suffix.lower() == ".jsonl":
        return _from_rows(path)
    return iter((_from_report(path),))


def _from_rows(path: Path) -> Iterator[ImportResult]:
    place = Place(path.name)
    try:
        with path.open(encoding="utf-8-sig") as file:
            lines = enumerate(file, 1)
            while some := list(islice(lines, _TOGETHER)):
                yield _of_rows(some, place)
    except (OSError, UnicodeDecodeError):
        problem = Problem(place, "读不出来，或不是 UTF-8 编码的文本", "请检查文件是否存在，另存为 UTF-8 后重试")
        yield ImportResult((), (problem,))


def _of_rows(lines: Iterable[tuple[int, str]], place: Place) -> ImportResult:
    read = [_row(line, msgspec.structs.replace(place, line=number)) for number, line in lines if line.strip()]
    return ImportResult(
        tuple(each for each in read if isinstance(each, Passage)),
        tuple(each for each in read if isinstance(each, Problem)),
    )


def _row(line: str, place: Place) -> Passage | Problem:
    try:
        row = msgspec.json.decode(line, type=_Row)
        year = int(row.year) if row.year not in (None, "") else None
    except (msgspec.DecodeError, ValueError):
        hint = '请写成一行一个 JSON，如 {"text": "…", "section": "监督保障", "agency": "…", "year": 2022}'
        return Problem(place, "这一行不是段落：要有文字 text，年份 year 要是数字", hint)
    if not plain(row.text):
        return Problem(place, "这一行的 text 是空的", "请补上段落文字或删去这一行")
    return _passage(plain(row.text), row.section or "", row.agency or "", year, row.source or place.file, place, row.id)


def _from_report(path: Path) -> ImportResult:
    material = read_file(path)
    results = [_cut(text, path.name) for text in material.texts]
    if not material.texts and not material.problems:
        problem = Problem(
            Place(path.name), "这类文件里没有可以切成段落的正文", "请提供年度报告的 Word、文本文件或 .jsonl 段落"
        )
        return ImportResult((), (problem,))
    return sum(results, ImportResult((), material.problems))


def _cut(text: Text, source: str) -> ImportResult:
    found = cut(text)
    if not found.paragraphs:
        problem = Problem(
            Place(text.file), "没有认出年度报告的章节标题", "标题要像“一、总体情况”“（一）主动公开”这样单独成行"
        )
        return ImportResult((), (problem,))
    made = [
        _passage(each.text, each.section, found.agency, found.year, source, Place(text.file, line=each.line))
        for each in found.paragraphs
    ]
    return ImportResult(
        tuple(each for each in made if isinstance(each, Passage)),
        tuple(each for each in made if isinstance(each, Problem)),
        tuple(Problem(Place(text.file, line=each.line), each.reason) for each in found.left_out),
    )


def _passage(
    text: str, section: str, agency: str, year: int | None, source: str, place: Place, own_id: str | None = None
) -> Passage | Problem:
    """Return the passage, or a problem where it holds personal numbers (which the problem never repeats) or open gaps."""
    if "【待补充" in text:
        return Problem(place, "这一段还有【待补充】，没有收录", "请补充完整后再添加")
    if _PERSONAL.search(text):
        return msgspec.structs.replace(_SAYS_PERSONAL, place=place)
    return Passage(own_id or passage_id(text, agency, year), text, section, agency, year, source)
