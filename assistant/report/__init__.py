"""The document itself."""

from assistant.report.document import Document, Line, document_of
from assistant.report.report import (
    Block,
    Heading,
    Paragraph,
    Report,
    Section,
    Sentence,
    Source,
    Table,
    TableBlock,
    Unused,
)

__all__ = [
    "Block",
    "Document",
    "Heading",
    "Line",
    "Paragraph",
    "Report",
    "Section",
    "Sentence",
    "Source",
    "Table",
    "TableBlock",
    "Unused",
    "document_of",
]
