"""Files become text and rows."""

from assistant.ingest.case import Case, Contact, read_case
from assistant.ingest.read import read_file, read_files, read_paste
from assistant.ingest.source import Cell, Line, Material, Place, Problem, Record, Sheet, SheetKind, Text

__all__ = [
    "Case",
    "Cell",
    "Contact",
    "Line",
    "Material",
    "Place",
    "Problem",
    "Record",
    "Sheet",
    "SheetKind",
    "Text",
    "read_case",
    "read_file",
    "read_files",
    "read_paste",
]
