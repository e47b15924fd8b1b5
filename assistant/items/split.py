"""A text taken apart: one item for each noted thing, and the noise between them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.ingest import Line, Place, Text
from assistant.items.dates import Reference
from assistant.items.facts import find_facts
from assistant.items.item import Item, Noise, Split
from assistant.items.lines import Entry, continues, decorated_heading, is_heading, read_entry, wrap_width
from assistant.items.noise import reason_of, strip_noise, strip_opening
from assistant.items.pasted import table_length, tell_table
from assistant.items.stamps import find_stamp, speakers
from assistant.items.statements import Piece, cut_statements


class _Said(NamedTuple):
    """An entry with the day its words are relative to."""

    entry: Entry
    day: Reference


class _Told(NamedTuple):
    """An item before it has its id."""

    line: int
    text: str
    day: Reference


def split(text: Text, reference: Reference) -> Split:
    """Take a text apart into items and noise; together they account for every non-blank line.

    Bullets, numbers, separators and spaces between items are dropped; chat stamps, greetings, emoji, web addresses,
    headings, table headers and signatures become noise with a reason. Lines broken in the middle of a sentence are
    joined. An item's id is `file:line`, with `.2` and so on for further items of a line. `reference` is the day (or the
    year) that dates are relative to; a chat stamp with a full date is the day of the messages below it. Cells of
    personal data in pasted tables are dropped, and noted as such. Takes time linear in the text.
    """
    noise: list[Noise] = []
    told: list[_Told] = []
    for block in _blocks(text, reference, noise):
        told += _tell(block, noise, text.file)
    told.sort(key=lambda each: each.line)
    noise.sort(key=lambda each: each.line)
    return Split(tuple(_items(told, text.file)), tuple(noise))


def _blocks(text: Text, reference: Reference, noise: list[Noise]) -> Iterator[list[_Said | _Told]]:
    """Yield the rows of each pasted table, and the entries of the lines between tables."""
    lines = text.lines
    known = speakers(line.text for line in lines)
    entries: list[_Said | _Told] = []
    day, at = reference, 0
    while at < len(lines):
        if length := table_length(lines, at):
            yield entries
            table = tell_table(lines[at : at + length], text.file)
            noise += table.noise
            yield [
                _Told(row.line, stripped, day)
                for row in table.rows
                if (stripped := _strip(row.line, row.text, noise, text.file))
            ]
            entries, at = [], at + length
            continue
        day, entry = _read_line(lines[at], known, day, noise, text.file)
        if entry:
            entries.append(_Said(entry, day))
        at += 1
    yield entries


def _strip(line: int, words: str, noise: list[Noise], file: str) -> str:
    """Return words without emoji and web addresses, which become noise."""
    stripped = strip_noise(words)
    noise += [Noise(line, taken, reason, file) for taken, reason in stripped.taken]
    return stripped.text if stripped.text.strip() else ""


def _read_line(
    line: Line, known: frozenset[str], day: Reference, noise: list[Noise], file: str
) -> tuple[Reference, Entry | None]:
    """Return the entry a line holds, if it holds one, and the day of what follows it."""
    words = line.text
    if not words.strip():
        return day, None
    if reason := _whole_line(words):
        noise.append(Noise(line.number, words.strip(), reason, file))
        return day, None
    if stamp := find_stamp(words, known, day):
        noise.append(Noise(line.number, words[: stamp.length].strip(), "聊天标记", file))
        day, words = stamp.day or day, words[stamp.length :]
    words = _strip(line.number, words, noise, file)
    if not words.strip():
        return day, None
    if words != line.text and (reason := reason_of(words)):
        noise.append(Noise(line.number, words.strip(), reason, file))
        return day, None
    opened = strip_opening(words)
    noise += [Noise(line.number, taken, reason, file) for taken, reason in opened.taken]
    words = opened.text
    return day, read_entry(line.number, words.replace("\t", " "))


def _whole_line(words: str) -> str:
    return reason_of(words) or ("标题" if decorated_heading(words) else "")


def _tell(block: Sequence[_Said | _Told], noise: list[Noise], file: str) -> Iterator[_Told]:
    """Yield the items of a block: headings become noise, broken lines are joined, statements are told apart."""
    said = [each for each in block if isinstance(each, _Said)]
    yield from (each for each in block if isinstance(each, _Told))
    for group in _groups(said, noise, file):
        yield from _statements(group)


def _groups(said: Sequence[_Said], noise: list[Noise], file: str) -> Iterator[list[_Said]]:
    """Yield the entries that belong together, most of them alone."""
    wrap = wrap_width([each.entry for each in said])
    group: list[_Said] = []
    for position, each in enumerate(said):
        following = said[position + 1].entry if position + 1 < len(said) else None
        if group and continues(group[-1].entry, each.entry._replace(indent=_relative(each.entry, group)), wrap):
            group.append(each)
            continue
        if group:
            yield group
        group = [] if is_heading(each.entry, following, position) else [each]
        if not group:
            noise.append(Noise(each.entry.number, each.entry.text.strip(), "标题", file))
    if group:
        yield group


def _relative(entry: Entry, group: Sequence[_Said]) -> int:
    """Return an entry's indent; below a marked first line it counts as deeper for the whole group."""
    first = group[0].entry
    return entry.indent + len(group) if first.kind and entry.indent > first.indent else entry.indent


def _statements(group: Sequence[_Said]) -> Iterator[_Told]:
    """Yield the statements of joined lines, each with the line it begins on."""
    text, starts = "", []
    for each in group:
        words = each.entry.text
        glue = (
            " "
            if text and text[-1].isascii() and text[-1].isalnum() and words[:1].isascii() and words[:1].isalnum()
            else ""
        )
        starts.append((len(text) + len(glue), each.entry.number))
        text += glue + words
    for piece in cut_statements(text, group[0].entry.order):
        yield _Told(_line_at(piece, starts), piece.text, group[0].day)


def _line_at(piece: Piece, starts: Sequence[tuple[int, int]]) -> int:
    return next(number for start, number in reversed(starts) if start <= piece.start)


def _items(told: Sequence[_Told], file: str) -> Iterator[Item]:
    """Yield the items with their ids and facts."""
    seen: Counter[int] = Counter()
    for each in told:
        seen[each.line] += 1
        place = f"{file}:{each.line}" + (f".{seen[each.line]}" if seen[each.line] > 1 else "")
        yield Item(place, each.text, Place(file, line=each.line), find_facts(each.text, each.day))
