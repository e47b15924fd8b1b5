"""The passages on disk: the starter corpus, and the user's own in versions of segments that are always whole."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import msgspec

from assistant.errors import AssistantError
from assistant.retrieve import versions
from assistant.retrieve.passage import STARTER_SOURCE as STARTER_SOURCE
from assistant.retrieve.passage import Passage
from assistant.retrieve.passage import passage_id as passage_id
from assistant.retrieve.segments import read_segment, segment_size
from assistant.retrieve.versions import Version
from assistant.retrieve.writing import changing, joined, legacy_file, rewritten, segment_files
from assistant.settings import resource


class AddResult(msgspec.Struct, frozen=True):
    """How many passages were new, how many had been there before, and how many say nearly what another says."""

    added: int
    known: int
    similar: int = 0


class CorpusStats(msgspec.Struct, frozen=True):
    """What a corpus holds: passages in all, by section, year and agency, each most frequent first."""

    total: int
    sections: dict[str, int]
    years: dict[str, int]
    agencies: dict[str, int]
    sources: dict[str, int]


def starter_files() -> tuple[Path, ...]:
    """Return the files of the starter corpus."""
    return tuple(sorted(resource("corpus", "passages").glob("*.jsonl")))


def corpus_files(corpus_dir: Path) -> tuple[Path, ...]:
    """Return the starter corpus and, where there is one, the newest version of the user's own."""
    return (*starter_files(), *own_files(corpus_dir))


def own_files(corpus_dir: Path) -> tuple[Path, ...]:
    """Return the files of the user's own passages."""
    if (legacy := legacy_file(corpus_dir)) is not None:
        return (legacy,)
    return segment_files(corpus_dir)


def read_passages(files: Iterable[Path]) -> Iterator[Passage]:
    """Yield every passage of some files once; the segments of a corpus repeat nothing of one another.

    Raises:
        UnreadableFile: a line that is no passage.

    """
    seen: set[str] = set()
    for file in files:
        alone = segment_size(file) is None
        for passage in read_segment(file):
            if passage.id not in seen:
                if alone:
                    seen.add(passage.id)
                yield passage


def starter_texts() -> dict[str, str]:
    """Return the texts of the starter corpus by their ids."""
    return {passage.id: passage.text for passage in read_passages(starter_files())}


def list_passages(corpus_dir: Path) -> list[Passage]:
    """Return the user's own passages, in the order they were added."""
    return list(read_passages(own_files(corpus_dir)))


def add_passages(corpus_dir: Path, passages: Iterable[Passage], similar_too: bool = False) -> AddResult:
    """Add passages to the user's corpus; those it or the starter corpus holds already change nothing.

    A new passage whose id another passage already has gets an id of its own, so that none is lost. One that says nearly
    what another of the same agency says is left out and listed in similar.jsonl, unless `similar_too`.
    """
    with changing(corpus_dir, "添加", starter_texts()) as writer:
        writer.take(passages, similar_too)
    taken = writer.taken
    return AddResult(taken.added, taken.known, taken.similar)


def remove_passages(corpus_dir: Path, ids: Collection[str] = (), source: str | None = None) -> int:
    """Remove passages of the user's corpus by id or by source, and return how many went."""
    with changing(corpus_dir, "删除", {}) as writer:
        files = segment_files(corpus_dir)
        gone = set(ids)
        if source is not None:
            gone |= {passage.id for passage in read_passages(files) if passage.source == source}
        holders = writer.look.holders(gone)
        touched = [file for file in files if file.name in holders]
        if touched:
            fresh = rewritten(corpus_dir, touched, writer.look, gone)
            writer.put([*(file for file in files if file not in touched), *fresh])
            return _passages(touched) - _passages(fresh)
    return 0


def restore(corpus_dir: Path, number: int) -> Version:
    """Make the corpus what it was in a version, as a new version; nothing of the later ones is lost.

    Raises:
        AssistantError: there is no such version, or it is damaged.

    """
    with changing(corpus_dir, f"恢复到版本{number}", {}) as writer:
        wanted = next((each for each in versions.history(corpus_dir) if each.number == number), None)
        if wanted is None or wanted.damaged(corpus_dir):
            whole = (each for each in versions.history(corpus_dir) if not each.damaged(corpus_dir))
            known = "、".join(str(each.number) for each in whole)
            raise AssistantError(f"没有版本{number}，或它已损坏", f"可以恢复的版本：{known or '无'}")
        writer.put(wanted.files(corpus_dir))
    found = versions.newest(corpus_dir)
    assert found is not None
    return found


def compact(corpus_dir: Path) -> tuple[int, int]:
    """Join the small segments of a corpus to larger ones, and return how many segments there were and are."""
    with changing(corpus_dir, "整理", {}) as writer:
        before = list(segment_files(corpus_dir))
        after = joined(corpus_dir, before, writer.look, fewest=2)
        if after != before:
            writer.put(after)
    return len(before), len(after)


def damage(corpus_dir: Path) -> tuple[str, ...]:
    """Return the files of the user's corpus that are lost or shorter than they were; the others stay searchable."""
    found = versions.newest(corpus_dir)
    return found.damaged(corpus_dir) if found else ()


def corpus_stats(corpus_dir: Path) -> CorpusStats:
    """Count what can be searched: the starter corpus and the user's own."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("section", "year", "agency", "source")}
    total = 0
    for passage in read_passages(corpus_files(corpus_dir)):
        total += 1
        for name, counter in counts.items():
            counter[str(getattr(passage, name) or "未注明")] += 1
    return CorpusStats(total, *(dict(counter.most_common()) for counter in counts.values()))


def _passages(files: Iterable[Path]) -> int:
    return sum(segment_size(file) or 0 for file in files)
