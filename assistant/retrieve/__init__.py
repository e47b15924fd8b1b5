"""Questions become passages: past wording that fits, filled with this year's facts."""

from assistant.retrieve.adapt import adapt
from assistant.retrieve.corpus import ImportResult, import_passages
from assistant.retrieve.library import (
    AddResult,
    CorpusStats,
    add_passages,
    corpus_stats,
    list_passages,
    remove_passages,
)
from assistant.retrieve.passage import Passage, Suggestion
from assistant.retrieve.search import Retriever, open_retriever

__all__ = [
    "AddResult",
    "CorpusStats",
    "ImportResult",
    "Passage",
    "Retriever",
    "Suggestion",
    "adapt",
    "add_passages",
    "corpus_stats",
    "import_passages",
    "list_passages",
    "open_retriever",
    "remove_passages",
]
