"""Passages become rows: their fields, their masked wording to be searched, their vectors."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from assistant.retrieve.passage import Passage
from assistant.retrieve.wording import letters, mask

TABLE = "passages"
"""The table of an index."""
_TOGETHER = 4096

Vector = Sequence[float]


def tables(passages: Iterable[Passage], vectors: Iterable[Vector] | None) -> Iterator[Any]:
    """Yield Arrow tables of some thousand passages with their masked wording, once for each index, and their vectors."""
    import numpy as np
    import pyarrow as pa

    passages, vectors = iter(passages), iter(vectors) if vectors is not None else None
    while batch := list(islice(passages, _TOGETHER)):
        columns: dict[str, Any] = {
            name: pa.array([getattr(each, name) for each in batch], pa.int32() if name == "year" else pa.string())
            for name in Passage.__struct_fields__
        }
        masked = pa.array([letters(mask(each.text, each.agency)) for each in batch], pa.string())
        columns |= {"words": masked, "characters": masked}
        if vectors is not None:
            rows = np.stack([np.asarray(vector, np.float32) for vector in islice(vectors, len(batch))])
            columns["vector"] = pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel()), rows.shape[1])
        yield pa.table(columns)
