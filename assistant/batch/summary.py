"""What became of every case, as JSON, a spreadsheet and a page with links to the drafts."""

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from assistant.batch.run import Ran
from assistant.batch.task import Outcome, State
from assistant.export import write_aside
from assistant.export.json import pretty
from assistant.export.workbook import safe
from assistant.settings import resource

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

STATE_WORDS = {
    State.DONE: "已完成",
    State.KEPT: "没有变化",
    State.FAILED: "失败",
    State.UNFINISHED: "未完成",
}
_HEADINGS = ("案例", "机关", "年度", "状态", "错误", "警告", "提示", "缺少", "未用材料", "秒", "草稿", "原因或说明")
_WIDTHS = {"A": 36, "B": 28, "K": 14, "L": 60}
_LINKED = ("report.docx", "report.html", "findings.json", "figures.xlsx")
_LONGEST_CELL = 32_000


def summary_json(ran: Ran) -> dict[str, object]:
    """Return the run for machines: how many came to which state, a row per case, folders that belong to no case."""
    return {
        "states": {state.value: ran.count(state) for state in State},
        "with_errors": ran.wrong,
        "interrupted": ran.interrupted,
        "seconds": ran.seconds,
        "cases": [_row(each) for each in ran.outcomes],
        "leftover": list(ran.strangers),
    }


def write_summary(ran: Ran, out: Path) -> None:
    """Write summary.json, summary.xlsx and summary.html below `out`.

    Raises:
        AssistantError: a file cannot be written.

    """
    write_aside(out / "summary.json", pretty(summary_json(ran)))
    write_aside(out / "summary.xlsx", summary_xlsx(ran))
    write_aside(out / "summary.html", summary_html(ran).encode("utf-8", "replace"))


def summary_html(ran: Ran) -> str:
    """Return one page: what needs a person first, then a line per case with links to its draft; all of it escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    loader = FileSystemLoader(resource("templates", "html"))
    environment = Environment(loader=loader, undefined=StrictUndefined, autoescape=True)
    return environment.get_template("batch.html.j2").render(
        ran=ran,
        rows=[(each, _links(each)) for each in ran.outcomes],
        counts=[(word, ran.count(state)) for state, word in STATE_WORDS.items() if ran.count(state)],
        words=STATE_WORDS,
    )


def summary_xlsx(ran: Ran) -> bytes:
    """Return a workbook: a sheet with a line per case, one with every error, one with every missing fact."""
    from openpyxl import Workbook

    book = Workbook()
    cases: Worksheet = book.active  # type: ignore[assignment]
    cases.title = "汇总"
    _fill(cases, _HEADINGS, (_line(each) for each in ran.outcomes))
    for letter, width in _WIDTHS.items():
        cases.column_dimensions[letter].width = width
    for number, each in enumerate(ran.outcomes, 2):
        if "report.docx" in each.files:
            cases.cell(number, 11).hyperlink = _link(each, "report.docx")
    told = ((each, said) for each in ran.outcomes for said in each.errors)
    lacking = ((each, said) for each in ran.outcomes for said in each.missing)
    for title, pairs in (("错误", told), ("缺少", lacking)):
        sheet = book.create_sheet(title)
        _fill(sheet, ("案例", "机关", "内容"), ((each.case, each.agency, said) for each, said in pairs))
        sheet.column_dimensions["C"].width = 80
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _fill(sheet: "Worksheet", headings: Sequence[str], lines: Iterator[Sequence[object]]) -> None:
    for line in (headings, *lines):
        sheet.append([safe(_printable(each)) if isinstance(each, str) else each for each in line])
    sheet.freeze_panes = "A2"


def _line(each: Outcome) -> tuple[object, ...]:
    counts = [each.counts.get(name) for name in ("error", "warning", "info")]
    drafted = each.state in {State.DONE, State.KEPT}
    numbers = (len(each.missing), each.unused) if drafted else (None, None)
    link = "report.docx" if "report.docx" in each.files else ""
    said = "；".join(part for part in (each.problem, each.hint, each.note) if part)
    return (each.case, each.agency, each.year, STATE_WORDS[each.state], *counts, *numbers, each.seconds, link, said)


def _printable(text: str) -> str:
    return "".join(mark for mark in text if mark.isprintable() or mark in "\n\t")[:_LONGEST_CELL]


def _row(each: Outcome) -> dict[str, object]:
    return {
        "case": each.case,
        "name": each.name,
        "state": each.state.value,
        "agency": each.agency,
        "year": each.year,
        "title": each.title,
        "counts": each.counts or None,
        "errors": each.errors,
        "missing": each.missing,
        "unused": each.unused,
        "seconds": each.seconds,
        "problem": each.problem or None,
        "hint": each.hint or None,
        "note": each.note or None,
        "links": _links(each),
    }


def _links(each: Outcome) -> dict[str, str]:
    """Return the addresses of a case's drafts, as they stand beside the summary."""
    return {name: _link(each, name) for name in _LINKED if name in each.files}


def _link(each: Outcome, file: str) -> str:
    return quote(f"{each.name}/{file}")
