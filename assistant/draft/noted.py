"""An item with its label and its place in the report."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from assistant.classify import Label
from assistant.draft.register import official, residue
from assistant.items import Item
from assistant.settings import resource
from assistant.taxonomy import Part

_CERTAIN = (
    (re.compile(r"其他处理”?[^。]{0,6}\d+件|\d+件[^。]{0,4}其他处理"), Part.OTHER, "说明"),
    (re.compile(r"政务公开工作要点.{0,12}(?:落实|对到|分解|逐条|印发|下来|到处室|任务)"), Part.OTHER, "要点"),
    (re.compile(r"信息处理费"), Part.OTHER, "收费"),
)
"""Words that fix a note's place in section six whatever the classifier sees (BRIEF §C)."""


class Topic(msgspec.Struct, frozen=True):
    """What some notes of one part are about; `lead` opens a sentence made of several of them."""

    name: str
    lead: str = ""
    categories: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Noted(NamedTuple):
    """A note on its way into the report: the item, its label, its clause in the official register and its topic."""

    item: Item
    label: Label
    clause: str
    part: Part
    topic: str
    residue: tuple[str, ...] = ()
    sure: bool = False
    """True where the words themselves say where the note belongs, whatever the classifier's confidence."""
    also: tuple[str, ...] = ()
    """Ids of other items told in the same clause."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every item the clause tells."""
        return (self.item.id, *self.also)

    @property
    def sort_key(self) -> tuple[str, str, int]:
        """Order of telling: dated notes by date, the others as noted."""
        return self.item.facts.date or "~", self.item.source.file, self.item.source.line or 0


@cache
def load_topics() -> dict[Part, tuple[Topic, ...]]:
    """Return the topics of every part, in the order they are told (corpus/lexicons/topics.yaml)."""
    import yaml

    raw = yaml.safe_load(resource("corpus", "lexicons", "topics.yaml").read_text(encoding="utf-8"))
    return {Part(part): tuple(msgspec.convert(topics, tuple[Topic, ...])) for part, topics in raw.items()}


def topic_of(text: str, part: Part, category: str) -> str:
    """Return the topic a note belongs to within its part."""
    topics = load_topics()[part]
    for topic in topics:
        if category in topic.categories:
            return topic.name
    scores = [sum(word in text for word in topic.words) for topic in topics]
    best = max(scores)
    return topics[scores.index(best)].name if best else topics[-1].name


def note(item: Item, label: Label, year: int) -> Noted:
    """Turn a labelled item into a clause of the report with its topic."""
    clause = official(item.text, item.facts, year)
    for words, part, topic in _CERTAIN:
        if words.search(item.text):
            return Noted(item, label, clause, part, topic, residue(clause), sure=True)
    part = Part(label.section)
    return Noted(item, label, clause, part, topic_of(item.text, part, label.category), residue(clause))


def by_topic(notes: Iterable[Noted], part: Part) -> list[tuple[Topic, Sequence[Noted]]]:
    """Group a part's notes by topic, topics in the order they are told, notes in theirs; empty topics are left out."""
    groups: dict[str, list[Noted]] = {topic.name: [] for topic in load_topics()[part]}
    for each in notes:
        if each.part is part:
            groups[each.topic].append(each)
    topics = {topic.name: topic for topic in load_topics()[part]}
    return [(topics[name], sorted(group, key=lambda one: one.sort_key)) for name, group in groups.items() if group]
