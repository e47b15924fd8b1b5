"""A drafted report and what people made of it: edited paragraphs put in, moved to the next draft, compared word by word."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from assistant.classify.cut import cut
from assistant.draft import number
from assistant.export.printed import GAP
from assistant.report import Heading, Paragraph, Report, Section, Sentence, Source, TableBlock
from assistant.statistics import Figures, label_of
from assistant.tables import load_tables

__all__ = [
    "GAP", "Change", "Heading", "Paragraph", "Piece", "Placed", "Report", "Sentence", "TableBlock", "edited", "figures_then", "moved",
    "placed", "printable", "sentences_of", "word_diff", "words_of", "wrong_numbers",
]  # fmt: skip

_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’）》]*|[。！？]+")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FIXED = re.compile(r"〔\d{4}〕\d+号|《[^》]*》")
_SAME_SENTENCE, _SAME_PARAGRAPH, _SAME_SOURCES = 0.4, 0.5, 0.3


class Change(StrEnum):
    """What became of words between two texts."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(msgspec.Struct, frozen=True):
    """Words of a comparison."""

    words: str
    change: Change


class Placed(msgspec.Struct, frozen=True):
    """A paragraph of a draft with its key (s1-2: index of section and block) and the heading it stands under."""

    key: str
    section: Section
    heading: str
    paragraph: Paragraph

    @property
    def text(self) -> str:
        """Return the paragraph as it is printed."""
        return self.paragraph.text


def placed(report: Report) -> dict[str, Placed]:
    """Return every paragraph of a report by its key, in order."""
    found: dict[str, Placed] = {}
    for at, section in enumerate(report.sections):
        heading = section.heading
        for number_, block in enumerate(section.blocks):
            if isinstance(block, Heading):
                heading = block.text
            elif isinstance(block, Paragraph):
                key = f"s{at}-{number_}"
                found[key] = Placed(key, section, heading, block)
    return found


def edited(report: Report, texts: Mapping[str, tuple[str, str]], tables: Report | None = None) -> Report:
    """Return the report with paragraphs replaced: key to (text, whose it is). A paragraph without text is left out.

    The places of the others stay: a paragraph left out is an empty one. `tables` gives the tables, where they changed.
    """
    sections = []
    for at, section in enumerate(report.sections):
        blocks = [
            msgspec.structs.replace(block, sentences=sentences_of(block, *texts[f"s{at}-{place}"]))
            if isinstance(block, Paragraph) and f"s{at}-{place}" in texts
            else block
            for place, block in enumerate(section.blocks)
        ]
        sections.append(msgspec.structs.replace(section, blocks=tuple(blocks)))
    made = msgspec.structs.replace(report, sections=tuple(sections))
    return made if tables is None else _with_tables(made, tables)


def _with_tables(report: Report, other: Report) -> Report:
    return msgspec.structs.replace(report, table2=other.table2, table3=other.table3, table4=other.table4)


def printable(report: Report) -> Report:
    """Return a report without the paragraphs that were left out, for printing."""
    sections = tuple(
        msgspec.structs.replace(
            section, blocks=tuple(each for each in section.blocks if not isinstance(each, Paragraph) or each.text)
        )
        for section in report.sections
    )
    return msgspec.structs.replace(report, sections=sections)


def sentences_of(base: Paragraph, text: str, who: str) -> tuple[Sentence, ...]:
    """Cut a text into sentences: those of `base` keep their sources, changed ones add who changed them.

    A new sentence has only its writer as source.
    """
    if text == base.text:
        return base.sentences
    known = {words: each for each in base.sentences for words in _SENTENCE.findall(each.text)}
    return tuple(_sentence(words, known, who) for words in _SENTENCE.findall(text))


def _sentence(words: str, known: Mapping[str, Sentence], who: str) -> Sentence:
    gaps = tuple(GAP.findall(words))
    if words in known:
        return Sentence(words, known[words].sources, gaps)
    near = max(known, key=lambda each: _alike(each, words), default="")
    sources = known[near].sources if near and _alike(near, words) >= _SAME_SENTENCE else ()
    return Sentence(words, (*(each for each in sources if each.kind != "user"), Source("user", who)), gaps)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def word_diff(before: str, after: str) -> list[Piece]:
    """Compare two texts word by word.

    >>> [(each.words, each.change.value) for each in word_diff("培训2次", "培训3次")]
    [('培训', 'same'), ('2', 'gone'), ('3', 'new'), ('次', 'same')]
    """
    old, new = words_of(before), words_of(after)
    pieces: list[Piece] = []
    for kind, start, end, from_, to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(old[start:end]), Change.SAME))
            continue
        pieces += [Piece("".join(old[start:end]), Change.GONE)] * (end > start)
        pieces += [Piece("".join(new[from_:to]), Change.NEW)] * (to > from_)
    return pieces


_TOKEN = re.compile(r"【[^】]*】|\d+(?:\.\d+)?|[^【\d]+")


def words_of(text: str) -> list[str]:
    """Cut a text into words; numbers and 【待补充：…】 stay whole."""
    words: list[str] = []
    for part in _TOKEN.findall(text):
        words += [part] if part[0] == "【" or part[0].isdigit() else cut(part)
    return words


def moved(old: Report, new: Report, keys: Iterable[str]) -> dict[str, str]:
    """Return where paragraphs of one draft stand in the next one: key to key, empty where they are gone.

    The same text comes first, then the paragraph of the same heading that tells the same notes and figures, or the one
    most alike.
    """
    before, after = placed(old), placed(new)
    found: dict[str, str] = {}
    for key, each in before.items():
        same = [k for k, other in after.items() if other.text == each.text and other.section.no == each.section.no]
        free = [k for k in same if k not in found.values()]
        if free:
            found[key] = key if key in free else free[0]
    for key in before:
        if key in keys and key not in found:
            taken = set(found.values())
            found[key] = _nearest(before[key], [each for k, each in after.items() if k not in taken])
    return {key: found.get(key, "") for key in keys}


def _nearest(old: Placed, others: Sequence[Placed]) -> str:
    near = [(_nearness(old, each), each.key) for each in others if each.section.no == old.section.no]
    score, key = max(near, default=(0.0, ""))
    return key if score > 0 else ""


def _nearness(old: Placed, new: Placed) -> float:
    one, other = _sources(old.paragraph), _sources(new.paragraph)
    shared = len(one & other) / (len(one | other) or 1)
    alike = _alike(old.text, new.text)
    near = shared >= _SAME_SOURCES or alike >= _SAME_PARAGRAPH
    return (shared + alike + 0.2 * (old.heading == new.heading)) if near else 0.0


def _sources(paragraph: Paragraph) -> set[tuple[str, str]]:
    return {
        (each.kind, each.id) for one in paragraph.sentences for each in one.sources if each.kind in ("item", "figure")
    }


def figures_then(report: Report) -> dict[str, str]:
    """Return the figures a report was drafted from, as they are printed, by key."""
    told = report.statistics.get("figures", ())
    return {each["key"]: _shown(each["value"]) for each in told} if isinstance(told, list | tuple) else {}


def _shown(value: int | float) -> str:
    return number(Decimal(str(abs(value))) if isinstance(value, float) else abs(value))


def wrong_numbers(sentence: Sentence, base: str, then: Mapping[str, str], now: Figures) -> list[str]:
    """Say which figures of a sentence are no longer printed in it, in words; `base` is its paragraph as drafted.

    A figure counts only where the draft printed it. A sentence that just leaves a figure out is not wrong.
    """
    said, drafted = _numbers(sentence.text), _numbers(base)
    cited = [source.id for source in sentence.sources if source.kind == "figure" and source.id in then]
    today = {key: number(_size(now[key].value)) for key in cited if key in now}
    strange = said - set(today.values()) - _sums(cited, now) - (drafted - {then[key] for key in cited})
    wrong = []
    for key in cited:
        if then[key] not in drafted or today.get(key) in said:
            continue
        if key not in today and then[key] in said:
            wrong.append(f"{label_of(key)}现在没有数据，句中写的是{then[key]}")
        elif key in today and (strange or (then[key] != today[key] and then[key] in said)):
            wrong.append(f"{label_of(key)}为{today[key]}{now[key].unit}，句中没有这个数")
    return wrong


def _numbers(text: str) -> set[str]:
    return {found.lstrip("0") or "0" for found in _DIGITS.findall(_FIXED.sub("", text))}


def _sums(cited: Sequence[str], figures: Figures) -> set[str]:
    """Return what the cited rows of each group of table 3 add up to."""
    groups = [[f"table3.{row}.total" for row in rows] for rows in load_tables().groups3.values()]
    return {
        number(sum((figures[key].value for key in group if key in cited and key in figures), 0)) for group in groups
    }


def _size(value: int | Decimal) -> int | Decimal:
    return -value if value < 0 else value
