"""The same work on several machines: cases and files go to a Ray cluster as plain functions. Nothing else knows Ray.

Importing this room without the extra `cluster` raises ImportError.
"""

from assistant.cluster.cases import scheduler
from assistant.cluster.corpus import embed_corpus, file_reader

__all__ = ["embed_corpus", "file_reader", "scheduler"]
