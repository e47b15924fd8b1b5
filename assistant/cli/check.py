"""`nianbao check`: what is wrong in a report."""

from pathlib import Path

import click

from assistant.cli.options import JSON, echo_json

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_OUT = click.Path(dir_okay=False, path_type=Path)


@click.command("check")
@click.argument("report", type=_FILE, metavar="年报文件")
@click.option("--previous", type=_FILE, help="上年的年报，用来核对结转、存量和雷同。")
@click.option("--docx", "docx_out", type=_OUT, help="把检查结果作为批注写进一份 Word（年报须为 .docx）。")
@click.option("--html", "html_out", type=_OUT, help="把检查结果写成网页。")
@click.option("--accepted", type=_OUT, help="接受记录文件，默认为年报旁边的 <年报文件>.accepted.yaml。")
@click.option("--accept", "keys", multiple=True, metavar="编号=理由", help="接受一条检查结果；依据不变就不再列出。")
@JSON
def command(
    report: Path,
    previous: Path | None,
    docx_out: Path | None,
    html_out: Path | None,
    accepted: Path | None,
    keys: tuple[str, ...],
    as_json: bool,
) -> None:
    """检查一份年报：勾稽关系、正文与表格、加总与增幅、与上年对比、结构、用语、隐私。"""
    from assistant import pipeline
    from assistant.check import accept, load_accepted, open_findings
    from assistant.cli.shapes import count_findings
    from assistant.export import annotated_bytes, findings_html, write_aside

    reviewed = pipeline.review(report, pipeline.settings(), previous)
    record = accepted or report.with_name(f"{report.name}.accepted.yaml")
    chosen = {key: reason or "已确认" for key, _, reason in (each.partition("=") for each in keys)}
    known = accept(record, reviewed.findings, chosen) if chosen else load_accepted(record)
    findings = open_findings(reviewed.findings, known)
    if docx_out:
        write_aside(docx_out, annotated_bytes(report, findings))
    if html_out:
        write_aside(html_out, findings_html(reviewed.document.title or report.name, findings).encode())
    counts = count_findings(findings)
    if as_json:
        echo_json({"findings": findings, "counts": counts, "accepted": len(reviewed.findings) - len(findings)})
    else:
        _print(findings, counts, len(reviewed.findings) - len(findings))
    raise SystemExit(1 if counts["error"] else 0)


def _print(findings: list, counts: dict[str, int], accepted: int) -> None:  # type: ignore[type-arg]
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
