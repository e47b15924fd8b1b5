"""Comments of a Word document: numbered as they are made, added to the document in one piece."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from assistant.export.printed import clean
from assistant.export.word_text import DECLARE

if TYPE_CHECKING:
    from docx.document import Document

AUTHOR, INITIALS = "年报助手", "年"

_MARK = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:annotationRef/></w:r>'


class Comments:
    """The comments of one document. `when` is the time printed beside them, in UTC."""

    def __init__(self, when: datetime) -> None:
        self._when = when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._xml: list[str] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._xml)

    def add(self, lines: Iterable[str]) -> int:
        """Add a comment, a paragraph per line, and return its number."""
        number = len(self._xml)
        text = "".join(_line(line, _MARK if index == 0 else "") for index, line in enumerate(lines))
        who = f'w:id="{number}" w:author="{AUTHOR}" w:initials="{INITIALS}" w:date="{self._when}"'
        self._xml.append(f"<w:comment {who}>{text}</w:comment>")
        return number

    def attach(self, document: "Document") -> None:
        """Put the comments into the document."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml

        part = document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        if isinstance(part, XmlPart):
            made = parse_xml(f"<w:comments {DECLARE}>{''.join(self._xml)}</w:comments>")
            part.element.extend(list(made))


def _line(text: str, mark: str) -> str:
    words = escape(clean(text))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>{mark}'
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )
