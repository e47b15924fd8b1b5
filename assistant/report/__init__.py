"""The document itself."""

from assistant.report.document import Document, Line, document_of, document_of_published
from assistant.report.published import PublishedReport, label_2019, parsed_json, read_published
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
    "PublishedReport",
    "Report",
    "Section",
    "Sentence",
    "Source",
    "Table",
    "TableBlock",
    "Unused",
    "document_of",
    "document_of_published",
    "label_2019",
    "parsed_json",
    "read_published",
]
