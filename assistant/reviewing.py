"""Published reports checked: one file, or every report in a folder, in several processes."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from assistant.check import (
    RULES,
    Checked,
    Choices,
    Evidence,
    Finding,
    check,
    load_accepted,
    load_choices,
    open_findings,
)
from assistant.errors import AssistantError, UnreadableFile
from assistant.processes import each as each_of
from assistant.report import Document, document_of_published, read_published
from assistant.settings import Settings

REPORTS = frozenset({".docx", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".txt", ".md"})
_OLD = frozenset({".doc", ".wps", ".rtf", ".odt", ".ofd", ".docm"})
"""Documents that may be reports and that no reader takes; they are listed, each with its sentence."""
_NO_REPORT = frozenset({".json", ".jsonl", ".yaml", ".yml", ".csv", ".tsv", ".xlsx", ".xls"})
_FILES_PER_CORE = 2

Progress = Callable[[str], None]


class Reviewed(msgspec.Struct, frozen=True):
    """A published report as it was read, and what was found in it."""

    document: Document
    findings: list[Finding]


class _Read(msgspec.Struct, frozen=True):
    """A file of the folder: its report, or why there is none."""

    file: str
    document: Document | None = None
    problem: str = ""
    hint: str = ""


def office_choices(settings: Settings) -> Choices:
    """Return the office's choices of rules and words.

    Raises:
        BadSettings: its file is not there, cannot be read, or names a rule there is not.

    """
    return load_choices(settings.rules, (rule.name for rule in RULES))


def review(report: Path, settings: Settings, previous: Path | None = None) -> Reviewed:
    """Read a published report (docx, pdf, html, txt, md) and check it, beside last year's where that is given.

    Raises:
        UnreadableFile: one of the two cannot be read.
        BadSettings: the office's rules cannot be read.

    """
    choices = office_choices(settings)
    document = _read_report(report)
    before = _read_report(previous) if previous else None
    return Reviewed(document, check(Evidence(document, before), choices))


def _read_report(path: Path) -> Document:
    if path.suffix.lower() in _NO_REPORT:
        raise UnreadableFile(f"{path.name} 是数据文件，不是年报", "请给出 docx、pdf、html、txt 或 md")
    return document_of_published(read_published(path))


def review_folder(
    folder: Path,
    settings: Settings,
    workers: int | None = None,
    say: Progress = lambda _: None,
    skip: Path | None = None,
) -> list[Checked]:
    """Check every report below a folder, each beside the same agency's of the year before where that is there too.

    A file that cannot be read is among the results with its sentence. `workers` are processes; by default one for two
    files, and no more than there are cores. What lies below `skip`, hidden files and Word's lock files are left out.

    Raises:
        AssistantError: there is no report below the folder.
        BadSettings: the office's rules cannot be read.

    """
    choices = office_choices(settings)
    files = list(_files(folder, skip))
    if not files:
        raise AssistantError(f"{folder} 里没有年报", f"会检查的文件：{'、'.join(sorted(each[1:] for each in REPORTS))}")
    many = min(workers or min(os.cpu_count() or 1, -(-len(files) // _FILES_PER_CORE)), len(files))
    read = each_of(partial(_read, folder), files, many, lambda done: say(f"读取 {done}/{len(files)}"))
    reads = [each or _Read(_name(folder, path), None, *_LOST) for path, each in zip(files, read, strict=True)]
    jobs = [(each, _previous(each, reads)) for each in reads]
    found = each_of(partial(_check, folder, choices), jobs, many, lambda done: say(f"检查 {done}/{len(files)}"))
    return [each or _unread(one.file, *_LOST) for one, each in zip(reads, found, strict=True)]


_LOST = ("处理这个文件时进程意外结束（可能内存不足）", "请单独检查这个文件")


def _unread(file: str, problem: str, hint: str) -> Checked:
    return Checked(file, problem=problem, hint=hint)


def _files(folder: Path, skip: Path | None) -> Iterator[Path]:
    away = skip.resolve() if skip else None
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if hidden or path.suffix.lower() not in REPORTS | _OLD or not path.is_file():
            continue
        if away is None or not path.resolve().is_relative_to(away):
            yield path


def _name(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _read(folder: Path, path: Path) -> _Read:
    try:
        return _Read(_name(folder, path), _read_report(path))
    except AssistantError as error:
        return _Read(_name(folder, path), None, error.problem, error.hint)


def _previous(this: _Read, reads: Iterable[_Read]) -> _Read | None:
    """Return the first report of the same agency for the year before."""
    document = this.document
    if document is None or not document.agency or document.year is None:
        return None
    wanted = (document.agency, document.year - 1)
    return next(
        (each for each in reads if each.document and (each.document.agency, each.document.year) == wanted), None
    )


def _check(folder: Path, choices: Choices, job: tuple[_Read, _Read | None]) -> Checked:
    this, last = job
    if this.document is None:
        return _unread(this.file, this.problem, this.hint)
    document = this.document
    findings = check(Evidence(document, last.document if last else None), choices)
    path = folder / this.file
    try:
        left = open_findings(findings, load_accepted(path.with_name(f"{path.name}.accepted.yaml")))
    except AssistantError as error:
        return _unread(this.file, error.problem, error.hint)
    return Checked(
        this.file,
        document.agency,
        document.year,
        document.title,
        tuple(left),
        len(findings) - len(left),
        last.file if last else "",
    )
