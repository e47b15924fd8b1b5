"""Labelled notes to learn from: corpus/notes.jsonl, and how alike two of them are."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from assistant.classify.masked import DATE, NUMBER, masked
from assistant.classify.weights import UNRELATED, Pair
from assistant.errors import UnreadableFile


class Note(msgspec.Struct, frozen=True):
    """A labelled note. `writer` is whose hand it is in: the notes of one writer are never on both sides of a split."""

    id: str
    text: str
    category: str
    section: str
    writer: str
    bureau: str = ""
    reportable: bool = True

    @property
    def pair(self) -> Pair:
        """The category and the section as the model knows them: an inner section for notes that are not reportable."""
        return self.category, self.section if self.reportable else UNRELATED


def read_notes(path: Path) -> tuple[Note, ...]:
    """Read labelled notes, one JSON object per line.

    Raises:
        UnreadableFile: a line is no labelled note; says which.

    """
    notes = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            notes.append(msgspec.json.decode(line, type=Note))
        except msgspec.DecodeError as error:
            raise UnreadableFile(
                f"{path.name} 第{number}行不是一条带标签的记录", "请对照 corpus/README.md 修改"
            ) from error
    return tuple(notes)


def alike(notes: Sequence[Note], least: float) -> Iterator[tuple[Note, Note, float]]:
    """Yield pairs of notes whose character pairs overlap by at least `least` (Jaccard), numbers and dates apart."""
    grams = [_pairs(note.text) for note in notes]
    holders: dict[str, list[int]] = defaultdict(list)
    for later, own in enumerate(grams):
        shared = Counter(earlier for gram in own for earlier in holders[gram])
        for earlier, common in shared.items():
            if (overlap := common / len(own | grams[earlier])) >= least:
                yield notes[earlier], notes[later], overlap
        for gram in own:
            holders[gram].append(later)


def _pairs(text: str) -> set[str]:
    letters = "".join(letter for letter in masked(text) if letter.isalnum() and letter not in DATE + NUMBER)
    return {letters[start : start + 2] for start in range(len(letters) - 1)} or {letters}
