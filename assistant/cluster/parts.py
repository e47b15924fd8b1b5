"""A corpus in parts that machines of a cluster read and write: stretches of its segments, and the few other passages."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from assistant.retrieve.library import read_passages
from assistant.retrieve.passage import Passage
from assistant.retrieve.segments import read_segment, segment_size

_LEAST, _MOST = 1000, 50_000
"""Passages of a part: fewer are not worth a task, more are too much to do again where a machine is lost."""
_FOR_EACH_CORE = 4


class Part(msgspec.Struct, frozen=True):
    """Some passages of a segment, from one to another of them; or passages as they are."""

    file: str = ""
    first: int = 0
    last: int = 0
    passages: tuple[Passage, ...] = ()

    def read(self, known: frozenset[str]) -> list[Passage]:
        """Return the passages but for those with ids that stand in other files; the whole segment is checked.

        Raises:
            UnreadableFile: the segment is damaged.

        """
        if not self.file:
            return list(self.passages)
        inside = enumerate(read_segment(Path(self.file)))
        return [each for number, each in inside if self.first <= number < self.last and each.id not in known]


def parted(files: Sequence[Path], cores: int) -> tuple[list[Part], frozenset[str]]:
    """Return the parts of a corpus in its order, and the ids of what stands in other files than segments."""
    segments = [file for file in files if segment_size(file) is not None]
    alone = list(read_passages(file for file in files if segment_size(file) is None))
    total = len(alone) + sum(map(_size, segments))
    size = min(_MOST, max(_LEAST, total // (_FOR_EACH_CORE * cores)))
    parts = [Part(passages=some) for some in _stretches(alone, size)]
    for file in segments:
        parts += [Part(str(file.resolve()), at, min(at + size, _size(file))) for at in range(0, _size(file), size)]
    return parts, frozenset(passage.id for passage in alone)


def _size(file: Path) -> int:
    return segment_size(file) or 0


def _stretches(passages: Sequence[Passage], size: int) -> Iterator[tuple[Passage, ...]]:
    waiting = iter(passages)
    while some := tuple(islice(waiting, size)):
        yield some
