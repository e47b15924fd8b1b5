"""The document itself."""

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

__all__ = ["Block", "Heading", "Paragraph", "Report", "Section", "Sentence", "Source", "Table", "TableBlock", "Unused"]
