"""A Word file as it came, with findings as comments at the spot."""

import io
from collections.abc import Sequence
from pathlib import Path

from assistant.check import Finding
from assistant.errors import UnreadableFile
from assistant.export.notes import finding_lines


def annotated_bytes(report: Path, findings: Sequence[Finding]) -> bytes:
    """Return the .docx at `report` with every finding as a comment on the paragraph it quotes, else on the first one.

    Raises:
        UnreadableFile: the report is no Word file.

    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(report))
    except (PackageNotFoundError, ValueError, KeyError) as error:
        raise UnreadableFile(
            f"{report.name} 不是 Word 文件，不能加批注", "请对 .docx 使用 --docx，其他格式请用 --html"
        ) from error
    paragraphs = [paragraph for paragraph in document.paragraphs if paragraph.runs]
    texts = ["".join(paragraph.text.split()) for paragraph in paragraphs]
    for finding in findings if paragraphs else ():
        quote = "".join(finding.quote.split())
        place = next((at for at, text in enumerate(texts) if quote and quote in text), 0)
        runs = paragraphs[place].runs
        document.add_comment(runs, "\n".join(finding_lines(finding)), author="年报助手", initials="年")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
