"""Last year's report among a case's files: it is read as a report, never as this year's notes."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from assistant.errors import UnreadableFile
from assistant.ingest import Material, Place, Problem, Sheet, Text, TypedFigures
from assistant.report import PublishedReport, read_published

_NAME = "政府信息公开工作年度报告"
_LINES = 12
"""Non-blank lines at the start of a file among which a report has its title."""
_FILES = (".pdf", ".html", ".htm", ".docx", ".doc", ".txt", ".md")


class Earlier(msgspec.Struct, frozen=True):
    """The material without published reports, and the reports among it, latest first."""

    material: Material
    reports: tuple[PublishedReport, ...]


def take_earlier(folder: Path, material: Material, year: int) -> Earlier:
    """Take published reports of earlier years out of a case's material; their tables become figures to compare with.

    A report of the year itself, or one whose year cannot be told, is left out and named.
    """
    reports: list[PublishedReport] = []
    problems: list[Problem] = []
    taken: set[str] = set()
    for name in _candidates(folder, material):
        try:
            report = read_published(folder / name)
        except UnreadableFile:
            continue
        if _NAME not in report.title or not report.sections:
            continue
        taken.add(name)
        if report.year is not None and report.year < year:
            reports.append(report)
        else:
            told = f"{report.year}年" if report.year else "年度不明"
            problems.append(
                Problem(Place(name), f"是一份年报（{told}），没有当作材料使用", "上年的年报请保留原标题中的年度")
            )
    reports.sort(key=lambda report: report.year or 0, reverse=True)
    return Earlier(_without(material, taken, problems, reports), tuple(reports))


def _candidates(folder: Path, material: Material) -> Iterable[str]:
    """Return files that may be a report: those ingest does not read, and texts that start like one."""
    unread = [problem.place.file for problem in material.problems if problem.place.file.lower().endswith(_FILES)]
    return dict.fromkeys([*unread, *(text.file for text in material.texts if _starts_like_one(text))])


def _starts_like_one(text: Text) -> bool:
    first = [line.text for line in text.lines if line.text.strip()][:_LINES]
    return any(_NAME in line.replace(" ", "") for line in first)


def _without(material: Material, taken: set[str], problems: list[Problem], reports: list[PublishedReport]) -> Material:
    def kept(found: "Sheet | Text") -> bool:
        return found.file not in taken

    typed = tuple(_figures(report) for report in reports if report.year is not None)
    return Material(
        texts=tuple(filter(kept, material.texts)),
        sheets=tuple(filter(kept, material.sheets)),
        records=material.records,
        typed=material.typed + typed,
        problems=(*(one for one in material.problems if one.place.file not in taken), *problems),
    )


def _figures(report: PublishedReport) -> TypedFigures:
    table3 = {row: cells for row, cells in report.table3.items() if row != "other"}  # a sum in the format of 2019
    tables = {"table2": report.table2, "table3": table3, "table4": report.table4}
    return TypedFigures(report.file, report.year or 0, tables)


def join_earlier(parts: Sequence[Earlier]) -> Earlier:
    """Return the materials and reports of several files together."""
    material = Material()
    for part in parts:
        material = material + part.material
    return Earlier(material, tuple(report for part in parts for report in part.reports))
