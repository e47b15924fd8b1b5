"""Sentences as they are compared between bodies: numbers and the body's own name make no difference."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.reading.private import masked, narrow
from assistant.check.reading.repetition import SHORTEST, read_said
from assistant.compare.body import Piece
from assistant.report import Document

_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_LONG = re.compile(r"\d{11,}[Xx]?")
_OWN = re.compile(r"(?:我|本|全)(?:局|委|办|县|市|区|旗|镇|乡|街道|中心|厅|院|部门|系统|机关|单位)+")
_PLACE = re.compile(r"^[\u3400-\u9fff]{2,4}?(?:省|市|县|区|州|旗)(?=[\u3400-\u9fff]{3})")
_BODY = "本单位"


def read_pieces(document: Document, fixed: Iterable[str] = ()) -> Iterator[Piece]:
    """Yield the sentences of sections one, five and six; without law, form, headings and what `fixed` holds."""
    own, leave = _names(document.agency), {_bare(text) for text in fixed}
    for said in read_said(document):
        if said.text in leave:
            continue
        key = mask(said.text, own)
        if len(key) >= SHORTEST:
            yield Piece(key, show(said.quote.strip() or said.shown), said.line.section, said.line.place)


def show(text: str) -> str:
    """Return a sentence as it is printed: long numbers, which may be a person's, are starred.

    >>> show("联系人电话13812345678，全年公开1234条")
    '联系人电话138********，全年公开1234条'
    """
    return _LONG.sub(lambda match: masked(match.group()), narrow(text))


def mask(text: str, own: tuple[str, ...] = ()) -> str:
    """Return a text without punctuation as it is compared: numbers are 0, the names in `own` and 我局 are 本单位.

    >>> mask("2024年云川市水务局公开信息12条我局培训3次", ("云川市水务局",))
    '0年本单位公开信息0条本单位培训0次'
    """
    for name in own:
        text = text.replace(name, _BODY)
    return _NUMBER.sub("0", _OWN.sub(_BODY, text))


def _names(agency: str) -> tuple[str, ...]:
    """Return the names a body calls itself by, the longest first: 云川市水务局, 市水务局."""
    names = [agency]
    if place := _PLACE.match(agency):
        rest = agency[place.end() :]
        names += [place.group()[-1] + rest, rest]
    return tuple(name for name in names if len(name) > 2)


_MARKS = re.compile(r"[，。；：、！？“”\"'（）()《》\s]")


def _bare(text: str) -> str:
    return _MARKS.sub("", text)
