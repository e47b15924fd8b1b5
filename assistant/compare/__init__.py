"""Reports of many bodies become one comparison: findings, lateness, shared sentences, outliers, who is missing."""

from assistant.compare.body import Body, Dated, Kind, Lateness, Unread
from assistant.compare.names import read_names
from assistant.compare.run import Comparison, Wanted, compare
from assistant.compare.write import comparison_json, write_comparison

__all__ = [
    "Body",
    "Comparison",
    "Dated",
    "Kind",
    "Lateness",
    "Unread",
    "Wanted",
    "compare",
    "comparison_json",
    "read_names",
    "write_comparison",
]
