"""Questions become passages: past wording that fits, filled with this year's facts."""

from assistant.retrieve.adapt import adapt
from assistant.retrieve.corpus import import_passages
from assistant.retrieve.passage import Passage, Suggestion
from assistant.retrieve.search import Retriever, open_retriever

__all__ = ["Passage", "Retriever", "Suggestion", "adapt", "import_passages", "open_retriever"]
