"""Questions become passages: past wording that fits, filled with this year's facts."""

from assistant.retrieve.adapt import adapt
from assistant.retrieve.corpus import ImportResult, import_passages
from assistant.retrieve.importing import Imported, Reader, Refused, import_files, quarantine, read_here
from assistant.retrieve.index import Builder, build_index
from assistant.retrieve.library import (
    AddResult,
    CorpusStats,
    add_passages,
    compact,
    corpus_files,
    corpus_stats,
    damage,
    list_passages,
    read_passages,
    remove_passages,
    restore,
)
from assistant.retrieve.passage import Passage, Suggestion
from assistant.retrieve.search import Retriever, open_retriever
from assistant.retrieve.versions import Version, history

__all__ = [
    "AddResult",
    "Builder",
    "CorpusStats",
    "ImportResult",
    "Imported",
    "Passage",
    "Reader",
    "Refused",
    "Retriever",
    "Suggestion",
    "Version",
    "adapt",
    "add_passages",
    "build_index",
    "compact",
    "corpus_files",
    "corpus_stats",
    "damage",
    "history",
    "import_files",
    "import_passages",
    "list_passages",
    "open_retriever",
    "quarantine",
    "read_here",
    "read_passages",
    "remove_passages",
    "restore",
]
