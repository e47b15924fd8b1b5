"""Reports of many bodies side by side: read, checked, and held against each other."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from assistant.check import RULES, Choices, Evidence, Severity, check, load_accepted, open_findings
from assistant.compare.body import Body, Judged, Read, Unread
from assistant.compare.figures import Outlier, find_outliers, read_figures
from assistant.compare.gather import describe_others, find_reports, name_of, read_one
from assistant.compare.masked import read_pieces
from assistant.compare.names import Expected, hold_against, partner
from assistant.compare.shared import Sharing, find_shared
from assistant.compare.terms import due_of, kind_of, lateness_of
from assistant.errors import AssistantError
from assistant.mishaps import describe
from assistant.processes import each as each_of
from assistant.report import Document
from assistant.reviewing import office_choices
from assistant.settings import Settings

Progress = Callable[[str], None]
_LOST = "处理这个文件时进程意外结束（可能内存不足）"
_FILES_PER_CORE = 8
"""Files below which another process takes longer to start than it saves."""


class RuleCount(msgspec.Struct, frozen=True):
    """One rule over all bodies: findings of each severity, and the bodies it found something in with how many."""

    rule: str
    why: str
    counts: dict[str, int]
    bodies: dict[str, int]
    example: str


class Comparison(msgspec.Struct, frozen=True):
    """All bodies of one year side by side."""

    year: int | None
    bodies: tuple[Body, ...]
    rules: tuple[RuleCount, ...]
    sharing: Sharing
    outliers: tuple[Outlier, ...]
    outlier_notes: tuple[str, ...]
    expected: Expected | None
    unread: tuple[Unread, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is missing, late, unread or in error."""
        late = any(body.days_late for body in self.bodies)
        wrong = any(body.count(Severity.ERROR) for body in self.bodies)
        return not (late or wrong or self.unread or (self.expected and self.expected.missing))


class Wanted(msgspec.Struct, frozen=True):
    """What is asked for beside the folder."""

    previous: Path | None = None
    """Folder of last year's reports; those below the folder itself are found anyway."""
    expected: tuple[str, ...] | None = None
    year: int | None = None
    term: tuple[int, int] | None = None
    """An office's own month and day for all but governments, where it has set one."""
    workers: int | None = None
    skip: Path | None = None


def compare(folder: Path, settings: Settings, wanted: Wanted, say: Progress = lambda _: None) -> Comparison:
    """Read every report below a folder and hold the bodies against each other.

    Raises:
        AssistantError: there is no report below the folder, or none of them can be read.
        BadSettings: the office's rules cannot be read.

    """
    choices = office_choices(settings)
    reads, unread = _read_all(folder, wanted, say)
    before, unread_before = _read_all(wanted.previous, wanted, say) if wanted.previous else ([], [])
    year = wanted.year or _main_year(reads)
    now, last, left_out = _sort(reads, before, year)
    jobs = [(each, _last_of(each, last)) for each in now]
    many = _workers(wanted.workers, len(jobs))
    judged = each_of(partial(_judge, folder, choices), jobs, many, lambda done: say(f"检查 {done}/{len(jobs)}"))
    unread += unread_before + left_out
    unread += [Unread(job[0].file, one.problem) for job, one in zip(jobs, judged, strict=True) if one and one.problem]
    unread += [Unread(job[0].file, _LOST) for job, one in zip(jobs, judged, strict=True) if one is None]
    bodies = [_body(*job, one, wanted.term) for job, one in zip(jobs, judged, strict=True) if one and not one.problem]
    say("比较各单位")
    outliers, notes = find_outliers(bodies)
    expected = hold_against(wanted.expected, [body.agency for body in bodies]) if wanted.expected else None
    return Comparison(
        year,
        tuple(bodies),
        tuple(_rules(bodies)),
        find_shared(bodies),
        tuple(outliers),
        tuple(notes),
        expected,
        tuple(unread),
    )


def _read_all(folder: Path, wanted: Wanted, say: Progress) -> tuple[list[Read], list[Unread]]:
    """Return the reports of a folder, and what could not be read with its reason."""
    found = find_reports(folder, wanted.skip)
    if not found.reports:
        raise AssistantError(
            f"{folder} 里没有年报", "放入各单位的年报（docx、pdf、html、txt、md），或 nianbao batch 的输出"
        )
    jobs = [(folder, path) for path in found.reports]
    total = len(jobs)
    made = each_of(read_one, jobs, _workers(wanted.workers, total), lambda done: say(f"读取 {done}/{total}"))
    reads = [each or Read(name_of(*job), problem=_LOST) for job, each in zip(jobs, made, strict=True)]
    unread = [Unread(each.file, each.problem, each.hint) for each in reads if each.document is None]
    if len(unread) == total:
        raise AssistantError(
            f"{folder} 里的{total}个文件都没有读出：{unread[0].file}：{unread[0].reason}", unread[0].hint
        )
    unread += [Unread(*told) for told in describe_others(folder, found.others)]
    return [each for each in reads if each.document], unread


def _workers(wanted: int | None, files: int) -> int:
    return max(1, min(wanted or min(os.cpu_count() or 1, -(-files // _FILES_PER_CORE)), files))


def _main_year(reads: Iterable[Read]) -> int | None:
    """Return the year most reports are about, the later of two that are as many."""
    years = Counter(each.document.year for each in reads if each.document and each.document.year)
    return max(years, key=lambda year: (years[year], year), default=None)


def _document(read: Read) -> Document:
    assert read.document is not None
    return read.document


def _sort(
    reads: Sequence[Read], before: Sequence[Read], year: int | None
) -> tuple[list[Read], dict[str, Read], list[Unread]]:
    """Return this year's reports, last year's by agency, and those of other years or told twice with the reason."""
    now: dict[str, Read] = {}
    last: dict[str, Read] = {}
    left_out = []
    for each, old in [*((each, False) for each in reads), *((each, True) for each in before)]:
        document = _document(each)
        agency = document.agency or each.file
        if year and document.year == year - 1:
            last.setdefault(agency, each)
        elif old or document.year not in (year, None):
            left_out.append(Unread(each.file, f"是{document.year or '不明'}年度的年报，没有参与{year}年度的比较"))
        elif agency in now:
            told = f"{agency}已有一份（{now[agency].file}），这份没有参与比较"
            left_out.append(Unread(each.file, told, "同一单位同一年度请只保留一份"))
        else:
            now[agency] = each
    return list(now.values()), last, left_out


def _last_of(read: Read, last: dict[str, Read]) -> Read | None:
    agency = _document(read).agency
    found = agency if agency in last else partner(agency, last)
    return last[found] if found else None


def _judge(folder: Path, choices: Choices, job: tuple[Read, Read | None]) -> Judged:
    this, last = job
    document = _document(this)
    try:
        findings = this.findings
        if findings is None:
            findings = tuple(check(Evidence(document, last.document if last else None), choices))
        path = folder / this.file
        left = open_findings(findings, load_accepted(path.with_name(f"{path.name}.accepted.yaml")))
        pieces = tuple(read_pieces(document, this.fixed))
    except AssistantError as error:
        return Judged(problem=f"{error.problem}（{error.hint}）")
    except Exception as error:  # one strange report must not end the comparison of hundreds
        return Judged(problem="，".join(describe(error)))
    return Judged(tuple(left), pieces, len(findings) - len(left))


def _body(read: Read, last: Read | None, judged: Judged, term: tuple[int, int] | None) -> Body:
    document = _document(read)
    agency = document.agency or read.file
    kind = kind_of(document.agency)
    due = due_of(kind, document.year, term)
    return Body(
        agency=agency,
        file=read.file,
        year=document.year,
        kind=kind,
        findings=judged.findings,
        pieces=judged.pieces,
        previous_pieces=tuple(read_pieces(_document(last), last.fixed)) if last else (),
        previous=last.file if last else "",
        dated=read.dated,
        due=due,
        lateness=lateness_of(read.dated, due, document.year, read.draft),
        figures=read_figures(document),
        accepted=judged.accepted,
        remarks=tuple(_remarks(document, judged)),
    )


def _remarks(document: Document, judged: Judged) -> Iterator[str]:
    if not document.agency:
        yield "没有认出是哪个机关，以文件名代替"
    if document.year is None:
        yield "没有认出年度，按同一年度比较"
    if not judged.pieces:
        yield "没有可供比较的句子（格式不是六个部分，或正文太短）"


def _rules(bodies: Sequence[Body]) -> Iterator[RuleCount]:
    """Yield the rules that found something, those with errors in most bodies first."""
    reasons = {rule.name: rule.why for rule in RULES}
    found: dict[str, list[tuple[Body, int]]] = {}
    for body in bodies:
        for place, finding in enumerate(body.findings):
            found.setdefault(finding.rule, []).append((body, place))
    counted = [_rule(name, reasons.get(name, ""), spots) for name, spots in found.items()]
    yield from sorted(counted, key=lambda each: ([-number for number in each.counts.values()], -len(each.bodies)))


def _rule(name: str, why: str, spots: Sequence[tuple[Body, int]]) -> RuleCount:
    severities = Counter(body.findings[place].severity for body, place in spots)
    counts = {severity.value: severities[severity] for severity in Severity}
    body, place = spots[0]
    example = f"{body.agency}：{body.findings[place].message}"
    return RuleCount(name, why, counts, dict(Counter(body.agency for body, _ in spots)), example)
