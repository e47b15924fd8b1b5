"""Titles of documents: in 《》, without them where the words leave no doubt, and abbreviated ones of known titles."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.items.item import Title
from assistant.items.lexicon import MASK, any_of, lexicon, mask

_NOTE = r"(?:\s?[（(][^（）()，。；]{1,14}[）)]|试行(?![了点期]))?"
_INNER = str.maketrans({"《": "〈", "》": "〉"})
_MARKS = re.compile("[《》]")
_HAN_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
_LAST_NOTE = re.compile(r"(?:[（(][^（）()]*[）)])+$")
_WRAPPED = re.compile(r"^.*?关于(?:印发|公布|转发|发布|修订|修改)\s*[《〈]?(.+?)[》〉]?的(?:通知|公告|通告|决定)$")
_GENERIC = re.compile(
    r"工作|重点|管理|实施|方案|办法|意见|安排|通知|规定|细则|计划|要点|措施|清单|指南|公告|决定|关于|若干|试行|行动|目录|条例|20[0-9]{2}年?|年度|全[省市县区]|本级|的"
)
_LONGEST_TITLE = 160
_ENOUGH = 4


def find_titles(text: str) -> list[Title]:
    """Return the titles of a text in order of appearance; they never overlap.

    《》 may be nested; the name carries 〈〉 inside. Without 《》 a title is read where it is 关于…的通知 and the
    like, or begins with a place, an office, a year or behind 印发, and ends as such documents do.
    """
    quoted = list(_bracketed(text))
    about = [span for span in _about(text) if not any(start < span[0] < end for start, end in quoted)]
    spans = about + [span for span in quoted if not any(a <= span[0] and span[1] <= b for a, b in about)]
    spans += _bare(mask(text, spans))
    return [_title(text, start, end) for start, end in sorted(spans)]


def _title(text: str, start: int, end: int) -> Title:
    written = text[start:end]
    inner = written[1:-1] if written.startswith("《") and end - start > 2 and _closes(written) else written
    name = _HAN_GAP.sub("", inner.translate(_INNER)).strip()
    if name.endswith("试行"):
        name = f"{name[:-2]}（试行）"
    return Title(name, written, start, end)


def _closes(written: str) -> bool:
    """Tell whether the first 《 is closed by the last 》, not before."""
    return next(_bracketed(written), (0, 0)) == (0, len(written))


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the outermost 《…》. One that is never closed is none; a new 《 after too long a stretch starts afresh."""
    depth = start = 0
    for match in _MARKS.finditer(text):
        if match.group() == "《":
            if depth and match.start() - start > _LONGEST_TITLE:
                depth = 0
            start = match.start() if not depth else start
            depth += 1
        elif depth:
            depth -= 1
            if not depth and match.start() > start + 1:
                yield start, match.end()
    if depth > 0 and (close := text.find("》", start)) > start + 1:
        yield start, close + 1


class _Patterns(NamedTuple):
    """The patterns of titles without 《》, compiled once; `bare_end` tells quickly that a text holds no bare one."""

    about: re.Pattern[str]
    bare: re.Pattern[str]
    bare_end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    ends = re.compile(any_of(lexicon().bare_document_ends))
    return _Patterns(re.compile(_about_pattern()), re.compile(_bare_pattern()), ends)


def _about_pattern() -> str:
    """Return the pattern of 某某局关于…的通知, with 《…》 allowed inside."""
    words = lexicon()
    kinds = any_of(words.document_ends)
    issuer = any_of([*words.department_ends, "政府", "办公室", "办公厅", "小组"])
    office = rf"(?:(?<![一-鿿])(?!转发|学习|根据|按照|落实)|(?<=转发))[一-鿿]{{1,20}}?{issuer}"
    inside = rf"(?:《[^《》]{{1,120}}》|[^，,。；;！!？?：:\s《》{MASK}])"
    follows = rf"(?!征集|收集|采纳|反馈|汇总|建议|[书箱栏库稿员])(?!的{kinds})"
    return rf"(?:{office})?关于{inside}{{2,80}}?的{kinds}{follows}{_NOTE}"


def _bare_pattern() -> str:
    """Return the pattern of 济南市2023年公共数据开放清单 and of what stands behind 印发."""
    words = lexicon()
    body = r"(?:(?![了着过在把被已将请给让那这我咱也都就吗的])[一-鿿A-Za-z0-9“”\-—])"
    place = r"(?:全[省市县区]|[省市县区](?![里上级直]|[局委办厅]|政府)|[一-鿿]{2,3}[省市县区镇州]|20[0-9]{2}年)"
    ends = f"{any_of(words.bare_document_ends)}{_NOTE}"
    placed = rf"(?:(?<![一-鿿0-9A-Za-z])|(?<=[了把照据实对]))(?={place}){body}{{3,40}}?{ends}"
    verbs = "|".join(f"(?<={verb})|(?<={verb}了)" for verb in words.issuing_verbs)
    issued = rf"(?:{verbs})(?!完善|有关|相关|各类|多项|一系列|新的?){body}{{4,40}}?{ends}"
    return rf"(?:{placed}|{issued})(?=$|[\s，,。；;、：:！!）)（(《“{MASK}]|{any_of(words.after_documents)})"


def _about(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _patterns().about.finditer(text)] if "关于" in text else []


def _bare(free: str) -> list[tuple[int, int]]:
    patterns = _patterns()
    return [match.span() for match in patterns.bare.finditer(free)] if patterns.bare_end.search(free) else []


def resolve_titles(text: str, known: Sequence[str]) -> tuple[Title, ...]:
    """Return the abbreviated mentions of known titles: 开放工作安排 of 《济南市公共数据开放2023年重点工作安排》.

    A mention ends as the title does, its characters stand in the title in the same order in runs of at least two,
    and it says more than general words. One that fits several titles equally well is left out. `name` is the
    full title.
    """
    found: list[tuple[int, int, str]] = []
    for name, core in _cores_of(tuple(known)):
        found += [(start, end, name) for start, end in _mentions(text, core)]
    if not found:
        return ()
    best: dict[int, list[tuple[int, int, str]]] = {}
    for each in sorted(found, key=lambda one: one[0] - one[1]):
        rivals = best.setdefault(each[1], [])
        if not rivals or (rivals[0][:2] == each[:2] and each[2] not in {one[2] for one in rivals}):
            rivals.append(each)
    clear = [_settled(rivals, text) for rivals in best.values()]
    spans = sorted(each for each in clear if each)
    return tuple(Title(name, text[a:b], a, b) for i, (a, b, name) in enumerate(spans) if not i or a >= spans[i - 1][1])


def _settled(rivals: list[tuple[int, int, str]], text: str) -> tuple[int, int, str] | None:
    """Return the only title a mention fits, or the one it is letter by letter."""
    if len(rivals) == 1:
        return rivals[0]
    exact = [each for each in rivals if each[2] == text[each[0] : each[1]].strip("《》")]
    return exact[0] if len(exact) == 1 else None


@lru_cache(maxsize=8)  # every item of a paste is looked through for the same titles
def _cores_of(known: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return each title's name with every core of it."""
    names = dict.fromkeys(title.strip("《》") for title in known)
    return tuple((name, core) for name in names for core in _cores(name))


def _cores(name: str) -> Iterator[str]:
    """Yield a title without its note (试行), and the document a 关于印发…的通知 carries."""
    bare = _LAST_NOTE.sub("", name)
    yield bare
    if (wrapped := _WRAPPED.match(bare)) and len(wrapped[1]) >= _ENOUGH:
        yield _LAST_NOTE.sub("", wrapped[1])


def _mentions(text: str, core: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text whose characters are the title's, in order, ending as it ends."""
    ending = core[-2:]
    at = text.find(ending)
    while at >= 0:
        start = _leftmost(text, at, core)
        if at + 2 - start >= _ENOUGH and _says_enough(text[start : at + 2]):
            yield _with_brackets(text, start, at + 2)
        at = text.find(ending, at + 1)


def _leftmost(text: str, at: int, core: str) -> int:
    """Return how far left of `at` the text follows the title: whole runs of two or more of its characters."""
    place, good, run = len(core) - 2, at, 2
    i = at
    while i > 0 and (text[i - 1].isalnum() or text[i - 1] in "“”"):
        step = core.rfind(text[i - 1], 0, place)
        if step < 0:
            break
        run = run + 1 if step == place - 1 else 1
        if run == 1 and good != i:
            break
        place, i = step, i - 1
        good = i if run >= 2 else good
    while good < at and text[good].isdigit() and text[good - 1 : good].isdigit():
        good += 1
    return good


def _says_enough(mention: str) -> bool:
    """Tell whether a mention holds at least two characters that are no general words of titles."""
    return len(_GENERIC.sub("", mention)) >= 2


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the 《》 around it, if it is all they hold."""
    if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
        return start - 1, end + 1
    return start, end
