"""`nianbao check`: what is wrong in a report, or in every report of a folder."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import JSON, echo_json, progress
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.check import Checked, Finding
    from assistant.settings import Settings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class _Wanted:
    """What the options say; those of one file are None or empty for a folder."""

    previous: Path | None
    docx: Path | None
    html: Path | None
    out: Path | None
    accepted: Path | None
    keys: tuple[str, ...]
    workers: int | None
    as_json: bool

    def refuse_for_folder(self) -> None:
        """Raise where an option makes sense for one file only."""
        given = {"--previous": self.previous, "--docx": self.docx, "--accepted": self.accepted, "--accept": self.keys}
        if wrong := [name for name, value in given.items() if value]:
            hint = "上年年报放在同一文件夹里会自动对照；其余请对单个文件使用"
            raise AssistantError(f"检查文件夹时不能用 {'、'.join(wrong)}", hint)


@click.command("check")
@click.argument("report", type=click.Path(exists=True, path_type=Path), metavar="年报文件|文件夹")
@click.option("--previous", type=_FILE, help="上年的年报，用来核对结转、存量和雷同。")
@click.option("--rules", type=_FILE, help="本单位的规则设置（YAML）：关掉规则、改变轻重、增加用语。")
@click.option("--docx", type=_OUT, help="把检查结果作为批注写进一份 Word（年报须为 .docx）。")
@click.option("--html", type=_OUT, help="把检查结果写成一个网页。")
@click.option("-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="把逐份结果和汇总写到这个文件夹。")
@click.option("--accepted", type=_OUT, help="接受记录文件，默认为年报旁边的 <年报文件>.accepted.yaml。")
@click.option("--accept", "keys", multiple=True, metavar="编号=理由", help="接受一条检查结果；依据不变就不再列出。")
@click.option("--workers", type=click.IntRange(1, 64), help="检查文件夹时用几个进程，默认每两个文件一个，不超过核数。")
@JSON
def command(report: Path, rules: Path | None, **given: object) -> None:
    """检查年报：勾稽关系、正文与表格、加总与增幅、与上年对比、结构、用语、隐私。

    给出文件夹时逐份检查其中（含子文件夹）的 docx、pdf、html、txt、md；同一机关上一年度的年报也在其中时自动对照。
    """
    from assistant import pipeline

    settings, wanted = pipeline.settings(rules=rules), _Wanted(**given)  # type: ignore[arg-type]
    errors = _folder(report, settings, wanted) if report.is_dir() else _file(report, settings, wanted)
    raise SystemExit(1 if errors else 0)


def _file(report: Path, settings: "Settings", wanted: _Wanted) -> int:
    """Check one file, write and print; return how many errors it has."""
    from assistant.check import Checked, accept, load_accepted, open_findings
    from assistant.export import annotated_bytes, findings_html, write_aside, write_folder
    from assistant.reviewing import review

    reviewed = review(report, settings, wanted.previous)
    record = wanted.accepted or report.with_name(f"{report.name}.accepted.yaml")
    chosen = {key: reason or "已确认" for key, _, reason in (each.partition("=") for each in wanted.keys)}
    known = accept(record, reviewed.findings, chosen) if chosen else load_accepted(record)
    findings = open_findings(reviewed.findings, known)
    document, accepted = reviewed.document, len(reviewed.findings) - len(findings)
    checked = Checked(report.name, document.agency, document.year, document.title, tuple(findings), accepted)
    if wanted.docx:
        write_aside(wanted.docx, annotated_bytes(report, findings))
    if wanted.html:
        write_aside(wanted.html, findings_html(document.title or report.name, findings).encode())
    if wanted.out:
        write_folder([checked], wanted.out)
    if wanted.as_json:
        echo_json({"findings": findings, "counts": checked.counts, "accepted": accepted})
    else:
        _print(findings, checked.counts, accepted)
    return checked.counts["error"]


def _print(findings: "Sequence[Finding]", counts: dict[str, int], accepted: int) -> None:
    from assistant.check import evidence_key
    from assistant.export.notes import SEVERITY_WORDS

    for finding in findings:
        click.echo(f"{SEVERITY_WORDS[finding.severity]} {finding.message} [{finding.rule} {evidence_key(finding)}]")
        if finding.quote:
            click.echo(f"    {finding.place}：“{finding.quote}”")
        if finding.suggestion:
            click.echo(f"    {finding.suggestion}")
    already = f"；另有{accepted}项已接受" if accepted else ""
    click.echo(f"错误{counts['error']}项，提醒{counts['warning']}项，提示{counts['info']}项{already}。")


def _folder(folder: Path, settings: "Settings", wanted: _Wanted) -> int:
    """Check every report of a folder, write and print; return how many errors there are."""
    from assistant.export import folder_html, write_aside, write_folder
    from assistant.reviewing import review_folder

    wanted.refuse_for_folder()
    with progress() as say:
        rows = review_folder(folder, settings, wanted.workers, say, skip=wanted.out)
    if wanted.html:
        write_aside(wanted.html, folder_html(rows).encode("utf-8", "replace"))
    if wanted.out:
        write_folder(rows, wanted.out)
    for row in rows if wanted.as_json else ():
        echo_json(_line(row))
    if not wanted.as_json:
        _print_table(rows)
    if all(row.problem for row in rows):
        raise AssistantError(f"{folder} 里的{len(rows)}个文件都没有读出", rows[0].hint or "原因见上")
    return sum(row.counts["error"] for row in rows)


def _line(row: "Checked") -> dict[str, object]:
    told: dict[str, object] = {"file": row.file, "agency": row.agency, "year": row.year}
    if row.problem:
        return told | {"problem": row.problem, "hint": row.hint, "findings": [], "counts": row.counts}
    rest = {"findings": row.findings, "counts": row.counts, "accepted": row.accepted}
    return told | rest | {"previous": row.previous or None}


def _print_table(rows: "Sequence[Checked]") -> None:
    """Print a line for each file: a drawn table for a person who watches, columns parted by tabs in a pipe."""
    heads = ("文件", "机关", "年度", "错误", "警告", "第一条")
    lines = [_columns(row) for row in rows]
    if sys.stdout.isatty():
        _draw(heads, lines)
    else:
        for line in (heads, *lines):
            click.echo("\t".join(line))
    unread = [row for row in rows if row.problem]
    wrong = sum(bool(row.counts["error"]) for row in rows)
    click.echo(f"共{len(rows)}个文件：{len(rows) - len(unread)}份已检查，{wrong}份有错误，{len(unread)}个没有读出。")


def _columns(row: "Checked") -> tuple[str, ...]:
    if row.problem:
        return row.file, "", "", "", "", f"没有读出：{row.problem}" + (f"（{row.hint}）" if row.hint else "")
    first = row.findings[0].message if row.findings else "没有发现问题"
    counts = str(row.counts["error"]), str(row.counts["warning"])
    return row.file, row.agency or "（没有认出）", str(row.year or "不明"), *counts, first


def _draw(heads: tuple[str, ...], lines: list[tuple[str, ...]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*heads, show_lines=True)
    for line in lines:
        table.add_row(*map(Text, line))
    Console().print(table)
