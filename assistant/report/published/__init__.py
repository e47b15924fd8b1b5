"""A published report, in whatever file it comes, is read into a record: sections, the three tables, every value's place."""

from assistant.report.published.read import read_published
from assistant.report.published.record import (
    CellSpot,
    Figures,
    PublishedParagraph,
    PublishedReport,
    PublishedSection,
    Spot,
    Value,
    parsed_json,
)
from assistant.report.published.tables2 import label_2019

__all__ = [
    "CellSpot",
    "Figures",
    "PublishedParagraph",
    "PublishedReport",
    "PublishedSection",
    "Spot",
    "Value",
    "label_2019",
    "parsed_json",
    "read_published",
]
