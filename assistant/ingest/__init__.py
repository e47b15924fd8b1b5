"""Files become text and rows."""

from assistant.ingest.case import Case, Contact, read_case
from assistant.ingest.coded import Coded, coded, constant, joined
from assistant.ingest.dates import to_date
from assistant.ingest.read import read_file, read_files, read_paste
from assistant.ingest.source import Cell, Line, Material, Place, Problem, Record, Sheet, SheetKind, Text, TypedFigures

__all__ = [
    "Case",
    "Cell",
    "Coded",
    "Contact",
    "Line",
    "Material",
    "Place",
    "Problem",
    "Record",
    "Sheet",
    "SheetKind",
    "Text",
    "TypedFigures",
    "coded",
    "constant",
    "joined",
    "read_case",
    "read_file",
    "read_files",
    "read_paste",
    "to_date",
]
