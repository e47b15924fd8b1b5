"""One line, several statements: cut at ；, 。, numbering and dates where each side says something of its own."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from assistant.items.dates import find_dates
from assistant.items.lexicon import any_of, lexicon
from assistant.items.noise import paste_words

_PAIRS = {"（": ")", "(": ")", "【": "】", "[": "]", "《": "》", "〈": "〉", "“": "”", "「": "」", "『": "』", "‘": "’"}
_CLOSERS = {
    "）": ")",
    ")": ")",
    "】": "】",
    "]": "]",
    "》": "》",
    "〉": "〉",
    "”": "”",
    "」": "」",
    "』": "』",
    "’": "’",
}
_STOP = re.compile(
    r"(?=[；;\s\u3000。！!？?／/])(?:[；;]+|(?<=\S)[ \u3000]{2,}(?=\S)|[。！!？?]+[”」]?|\s+/\s+|／|(?<![0-9A-Za-z])/(?![0-9A-Za-z])|(?<=[一-鿿])/(?=[0-9]))"
)
_BRACKETS = re.compile(f'["{re.escape("".join((*_PAIRS, *_CLOSERS)))}]')
_SLASH = frozenset("/／")
_FOUR_LETTERS = re.compile(r"(?:[\W_]*[^\W_]){4}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ORDER = "一二三四五六七八九十"
_INLINE = re.compile(
    rf"(?=[{_CIRCLED}（(\d{_ORDER}])(?:(?P<circled>[{_CIRCLED}])|[（(](?P<round>\d{{1,2}})[)）]"
    rf"|(?:(?<=[\s：:；;。，,、！!？?)）])|^)(?:(?P<point>\d{{1,2}})[.．、)）](?!\d)|(?P<is>[{_ORDER}])是))"
)
_MAYBE_DATE = re.compile(r"\d[./\-月]\d|月")
_DATE_START = re.compile(r"[，,、\s]+$")
_ANSWERS = re.compile(
    r"[，,\s]*(?:已|就|才|便|又|都)?(?:答复|答了|答|办结|回复|回了|告知|延期|补正|送达|寄|予以|不予|前|止|截止|结束|收到|反馈|起|完|改)"
)
_EDGES = " \t　；;，,、/／"
_LEAD_MOST = 9
_MEMBER_LEAST = 6
_ORDINAL = re.compile(r"第[一二三四五六七八九十][，,、：:]\s*")


class Piece(NamedTuple):
    """A part of a text and where it begins in it."""

    start: int
    text: str


class _Patterns(NamedTuple):
    verb: re.Pattern[str]
    backward: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    words = lexicon()
    verbs = [*words.verbs, *paste_words().statement_verbs]
    units = any_of([*words.count_units, *words.measure_units, "%", "％"])
    return _Patterns(
        re.compile(any_of(verbs)),
        re.compile(rf"[\s，,、]*{any_of(paste_words().backward)}"),
        re.compile(rf"[0-9０-９一二两三四五六七八九十百千万]\s?[余多来]?{units}"),
    )


def is_statement(text: str) -> bool:
    """Tell whether words say something of their own: four characters or more with a verb, a date or a counted thing."""
    if not _FOUR_LETTERS.match(text):
        return False
    patterns = _patterns()
    return bool(patterns.verb.search(text) or patterns.counted.search(text) or "《" in text or find_dates(text, 2000))


def cut_statements(text: str, number: int | None = None) -> list[Piece]:
    """Return the statements of a text in order; `number` is that of the numbering the text began with, if it had one.

    Nothing is cut inside brackets, quotes or 《》. A part that goes back to what was said before (其中…, 包括…) or
    says nothing by itself stays with its neighbour. Numbers of a numbering inside the text (①, 1.,
    （2）) are dropped; 一是 stays.
    """
    depth = _nesting(text)
    pieces: list[Piece] = []
    for part in _numbered(text, depth, number):
        for piece in _stopped(part, depth):
            pieces += _dated(piece, depth)
    return [trimmed for piece in pieces if (trimmed := _trimmed(piece)).text]


def _trimmed(piece: Piece) -> Piece:
    """Return a piece without separators and spaces at its ends and without 第二， before it."""
    begin = len(piece.text) - len(piece.text.lstrip(_EDGES))
    if ordinal := _ORDINAL.match(piece.text, begin):
        begin = ordinal.end()
    return Piece(piece.start + begin, piece.text[begin:].strip(_EDGES))


def _nesting(text: str) -> list[bool]:
    """Return for every character whether it stands inside a pair of brackets or quotes that is closed."""
    inside = [False] * (len(text) + 1)
    opened: list[tuple[str, int]] = []
    quote = -1
    for mark in _BRACKETS.finditer(text):
        char, i = mark.group(), mark.start()
        if char == '"':
            if quote >= 0:
                inside[quote + 1 : i] = [True] * (i - quote - 1)
            quote = i if quote < 0 else -1
        elif char in _PAIRS:
            opened = opened[-7:]
            opened.append((_PAIRS[char], i))
        else:
            _close(_CLOSERS[char], i, opened, inside)
    return inside


def _close(closer: str, at: int, opened: list[tuple[str, int]], inside: list[bool]) -> None:
    """Mark what stands between a closing bracket and the last fitting open one."""
    for k in range(len(opened) - 1, -1, -1):
        if opened[k][0] == closer:
            start = opened[k][1]
            del opened[k:]
            if at - start < 400:
                inside[start + 1 : at] = [True] * (at - start - 1)
            return


def _numbered(text: str, inside: list[bool], number: int | None) -> list[Piece]:
    """Cut at the numbers of a numbering that counts up, if every part is a statement; 一是 is kept in its part."""
    marks = [match for match in _INLINE.finditer(text) if not inside[match.start()]]
    if not marks:
        return [Piece(0, text)]
    for kind in ("circled", "point", "round", "is"):
        run = _counting([match for match in marks if match[kind]], kind, number)
        if not run or len(run) + (number is not None and kind != "is") < 2:
            continue
        parts = list(_between(text, run, keep=kind == "is"))
        if kind == "is" or all(is_statement(part.text) for part in parts[1:] if part.text.strip(_EDGES)):
            return _joined_lead(parts, text)
    return [Piece(0, text)]


def _counting(marks: list[re.Match[str]], kind: str, number: int | None) -> list[re.Match[str]]:
    """Return the marks that count up by one from 1, or from behind the line's own number."""
    wanted = 1 if kind == "is" or number is None else number + 1
    run = []
    for match in marks:
        value = (
            (_CIRCLED if kind == "circled" else _ORDER).find(match[kind]) + 1
            if kind in ("circled", "is")
            else int(match[kind])
        )
        if value == wanted:
            run.append(match)
            wanted += 1
    return run


def _between(text: str, run: list[re.Match[str]], *, keep: bool) -> Iterator[Piece]:
    """Yield what stands before the first mark and behind each one."""
    yield Piece(0, text[: run[0].start()])
    for match, following in zip(run, [*run[1:], None], strict=True):
        start = match.start() if keep else match.end()
        yield Piece(start, text[start : following.start() if following else len(text)])


def _joined_lead(parts: list[Piece], text: str) -> list[Piece]:
    """Return the parts; a lead that is no statement (打算：) stays before the first part, as it was written."""
    lead, first, *rest = parts
    if not lead.text.strip(_EDGES):
        return [first, *rest]
    if is_statement(lead.text) and not lead.text.rstrip().endswith(("：", ":")):
        return [lead, first, *rest]
    return [Piece(lead.start, text[lead.start : first.start + len(first.text)]), *rest]


def _stopped(part: Piece, inside: list[bool]) -> list[Piece]:
    """Cut at ；, 。 and / between statements; what says nothing by itself stays with its neighbour."""
    pieces: list[Piece] = []
    cuts = [match for match in _STOP.finditer(part.text) if not inside[part.start + match.start()]]
    if not cuts:
        return [part]
    if any(match.group().isspace() for match in cuts) and not _spaces_separate(part.text, cuts):
        cuts = [match for match in cuts if not match.group().isspace()]
    if cuts and all(_is_slash(match) for match in cuts):
        cuts = cuts if _slashes_separate(part.text, cuts) else []
    else:
        cuts = [match for match in cuts if not _is_slash(match)]
    listed = _is_list(part.text, cuts)
    start = 0
    for end in [*(match.end() for match in cuts), len(part.text)]:
        if start < end:
            _add(pieces, Piece(part.start + start, part.text[start:end]), listed=listed)
        start = end
    return pieces or [part]


def _is_slash(cut: re.Match[str]) -> bool:
    return cut.group().strip() in _SLASH


def _is_list(text: str, cuts: list[re.Match[str]]) -> bool:
    """Tell whether ；stands between the members of a list: three or more, each of some length."""
    bounds = [0, *(match.end() for match in cuts), len(text)]
    if any(match.group().isspace() for match in cuts):
        return False
    return (
        len(cuts) > 1
        and "其中" not in text
        and all(match.group()[0] in "；;" for match in cuts)
        and all(
            len(re.sub(r"\W", "", text[a:b])) >= _MEMBER_LEAST for a, b in pairwise(bounds) if text[a:b].strip(_EDGES)
        )
    )


def _add(pieces: list[Piece], piece: Piece, *, listed: bool) -> None:
    """Add a piece, or join it to the one before where either of them cannot stand alone; members of a list can."""
    if not pieces or (listed and not _patterns().backward.match(piece.text)):
        pieces.append(piece)
        return
    ordinal = _ORDINAL.match(piece.text.lstrip(_EDGES))
    alone = bool(ordinal) or (is_statement(piece.text) and not _patterns().backward.match(piece.text))
    if "其中" in pieces[-1].text and not _patterns().verb.search(piece.text):
        alone = False
    if alone and _stands(pieces[-1].text):
        pieces.append(piece)
    else:
        pieces[-1] = Piece(pieces[-1].start, pieces[-1].text + piece.text)


def _stands(text: str) -> bool:
    """Tell whether what stands before can stay alone: a statement, and no mere lead (加强组织领导。)."""
    lead = text.endswith("。") and len(text) <= _LEAD_MOST and not re.search(r"[\d《]", text)
    return is_statement(text) and not (lead and "是" not in text[:3])


def _spaces_separate(text: str, cuts: list[re.Match[str]]) -> bool:
    """Tell whether wide spaces stand between statements: each part opens with a date or is long and says something."""
    bounds = [0, *(match.end() for match in cuts if match.group().isspace()), len(text)]
    parts = [text[a:b].strip() for a, b in pairwise(bounds)]
    dated = [_opening_date(part) for part in parts]
    return all(0 < end < len(part) for end, part in zip(dated, parts, strict=True)) or (
        not any(dated) and all(len(part) >= _MEMBER_LEAST and is_statement(part) for part in parts)
    )


def _opening_date(text: str) -> int:
    """Return where the date ends that a text begins with, or 0."""
    return next((each.end for each in find_dates(text, 2000) if each.start == 0), 0)


def _slashes_separate(text: str, cuts: list[re.Match[str]]) -> bool:
    """Tell whether / stands between statements: each part long enough, with a verb and a date or a counted thing."""
    bounds = [0, *(match.end() for match in cuts), len(text) + 1]
    parts = [text[a : b - 1] for a, b in pairwise(bounds)]
    return all(len(part.strip()) >= 6 and _patterns().verb.search(part) and _has_number(part) for part in parts)


def _has_number(text: str) -> bool:
    return bool(_patterns().counted.search(text) or find_dates(text, 2000))


def _dated(piece: Piece, inside: list[bool]) -> list[Piece]:
    """Cut before dates that open statements of their own: 8.21挂了图解，8.25开了培训会. An answer is none."""
    if len(_MAYBE_DATE.findall(piece.text)) < 2:
        return [piece]
    dates = [each for each in find_dates(piece.text, 2000) if len(each.iso) > 4]
    starts = [
        each.start
        for each in dates
        if each.start == 0 or _DATE_START.search(piece.text[max(0, each.start - 3) : each.start])
    ]
    cuts = [at for at in starts if at and not inside[piece.start + at]]
    if not cuts or not dates or piece.text[: dates[0].start].strip(_EDGES):
        return [piece]
    bounds = [0, *cuts, len(piece.text)]
    parts = [Piece(piece.start + a, piece.text[a:b]) for a, b in pairwise(bounds)]
    ends = {each.start: each.end for each in dates}
    told = [
        part.text[ends.get(part.start - piece.start, part.start - piece.start) - part.start + piece.start :]
        for part in parts
    ]
    return parts if all(_tells(words) for words in told) else [piece]


def _tells(words: str) -> bool:
    """Tell whether the words behind a date are a statement of their own, not the answer to the one before."""
    return len(re.sub(r"\W", "", words)) >= 4 and not _ANSWERS.match(words) and bool(_patterns().verb.search(words))
