"""What lies below a folder: reports in files, drafts in folders with report.json, and what is neither."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.check import Finding
from assistant.compare.body import Read
from assistant.compare.dates import find_date
from assistant.errors import AssistantError, UnreadableFile
from assistant.mishaps import describe
from assistant.report import Report, document_of, document_of_published, read_published
from assistant.report.published.encoding import decode

DRAFT = "report.json"
REPORTS = frozenset({".docx", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".txt", ".md"})
_PAGES = (".html", ".htm")
_OLD = frozenset({".doc", ".wps", ".rtf", ".odt", ".ofd", ".docm"})
_BESIDE_DRAFT = re.compile(r"report\.\w+|findings\.\w+|figures\.xlsx|.*\.png")
_OURS = re.compile(r"(?:summary|compare)\.(?:html|xlsx|json)|.*\.findings\.json|.*\.accepted\.yaml")
_NO_REPORT = "不是年报的格式"


class Found(msgspec.Struct, frozen=True):
    """The files of a folder: those to be read, and those that cannot be a report."""

    reports: tuple[Path, ...]
    others: tuple[Path, ...]


def find_reports(folder: Path, skip: Path | None = None) -> Found:
    """Return what lies below a folder, in order of names.

    Of a folder with report.json (written by draft or batch) the other files of the draft are left out; so are hidden
    files, Word's lock files, our own summaries, and what lies below `skip`.
    """
    away = skip.resolve() if skip else None
    reports: list[Path] = []
    others: list[Path] = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if any(part.startswith((".", "~$")) for part in inside) or not path.is_file() or _OURS.fullmatch(path.name):
            continue
        if away is not None and away != folder.resolve() and path.resolve().is_relative_to(away):
            continue
        if path.name == DRAFT:
            reports.append(path)
        elif (path.parent / DRAFT).exists() and _BESIDE_DRAFT.fullmatch(path.name):
            continue
        else:
            (reports if path.suffix.lower() in REPORTS | _OLD else others).append(path)
    return Found(tuple(reports), tuple(others))


def name_of(folder: Path, path: Path) -> str:
    """Return a file's path below the folder, with /."""
    return path.relative_to(folder).as_posix()


def read_one(job: tuple[Path, Path]) -> Read:
    """Read one file, given (folder, path); one that cannot be read comes back with its reason."""
    folder, path = job
    name = name_of(folder, path)
    try:
        return _draft(name, path) if path.name == DRAFT else _published(name, path)
    except AssistantError as error:
        return Read(name, problem=error.problem, hint=error.hint)
    except Exception as error:  # one damaged file must not end the comparison of hundreds
        return Read(name, None, None, (), None, False, *describe(error))


def _published(name: str, path: Path) -> Read:
    report = read_published(path)
    if not any(section.no for section in report.sections) and not report.cells and not report.agency:
        raise UnreadableFile("没有认出年报的标题、六个部分和统计表", "如果确是年报，请另存为 docx 或带文字的 PDF")
    document = document_of_published(report)
    lines = [line.text for line in document.lines]
    around = [paragraph.text for paragraph in report.left_out]
    return Read(name, document, find_date(report.year, lines, around, _page(path)))


def _page(path: Path) -> str:
    return decode(path.read_bytes(), path.name) if path.suffix.lower() in _PAGES else ""


def _draft(name: str, path: Path) -> Read:
    try:
        report = msgspec.json.decode(path.read_bytes(), type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{name} 不是起草的结果，或已损坏", "请重新运行 nianbao draft") from error
    return Read(name, document_of(report), fixed=tuple(_fixed(report)), findings=_findings(path), draft=True)


def _fixed(report: Report) -> Iterator[str]:
    """Yield the sentences that rest on a template alone."""
    for _, paragraph in report.paragraphs():
        for sentence in paragraph.sentences:
            if sentence.sources and all(source.kind == "template" for source in sentence.sources):
                yield sentence.text


class _Findings(msgspec.Struct):
    findings: tuple[Finding, ...]


def _findings(path: Path) -> tuple[Finding, ...] | None:
    """Return what was found when it was drafted, None where that is not there: then it is checked anew."""
    try:
        return msgspec.json.decode(path.with_name("findings.json").read_bytes(), type=_Findings).findings
    except (OSError, msgspec.DecodeError):
        return None


def describe_others(folder: Path, others: Sequence[Path]) -> list[tuple[str, str]]:
    """Return (file, reason) for the files that cannot be a report."""
    return [(name_of(folder, path), _NO_REPORT) for path in others]
