"""The same work on several machines: cases, files and indexes go to a Ray cluster as plain functions. Nothing else knows Ray.

Importing this room without the extra `cluster` raises ImportError.
"""

from assistant.cluster.cases import scheduler
from assistant.cluster.corpus import embed_corpus, file_reader
from assistant.cluster.index import index_builder

__all__ = ["embed_corpus", "file_reader", "index_builder", "scheduler"]
