"""Rows become figures: the official tables, the numbers of the text, what does not hold, and the rows behind each."""

from assistant.statistics.cells import Table
from assistant.statistics.clock import Delay
from assistant.statistics.compare import growth_words, percent
from assistant.statistics.compute import Statistics, compute
from assistant.statistics.deadlines import Deadline, due_date
from assistant.statistics.figure import Figure, Figures, Origin, Rows
from assistant.statistics.identities import Violation, check_identities
from assistant.statistics.labels import label_of
from assistant.statistics.ledger import LedgerResult, count_ledger
from assistant.statistics.outcomes import load_outcomes, save_outcome, suggest_outcomes
from assistant.statistics.publication import map_columns
from assistant.statistics.rollup import Child, Difference, Lack, RolledUp, Rollup, read_child, roll_up, roll_up_files
from assistant.statistics.rows import ranges
from assistant.statistics.summary import explain, summary
from assistant.statistics.unmapped import Unmapped, unmapped_outcomes

__all__ = [
    "Child",
    "Deadline",
    "Delay",
    "Difference",
    "Figure",
    "Figures",
    "Lack",
    "LedgerResult",
    "Origin",
    "RolledUp",
    "Rollup",
    "Rows",
    "Statistics",
    "Table",
    "Unmapped",
    "Violation",
    "check_identities",
    "compute",
    "count_ledger",
    "due_date",
    "explain",
    "growth_words",
    "label_of",
    "load_outcomes",
    "map_columns",
    "percent",
    "ranges",
    "read_child",
    "roll_up",
    "roll_up_files",
    "save_outcome",
    "suggest_outcomes",
    "summary",
    "unmapped_outcomes",
]
