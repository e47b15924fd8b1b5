"""Counted mentions of a line, bound to the cells of tables 2, 3 and 4 they name."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from assistant.check.reading.cells import TOTAL, Target, document_target, remedy_target, request_target
from assistant.check.reading.concepts import (
    DOCUMENT_COLUMNS,
    LEAVES,
    NOT_COUNTED_DOCUMENTS,
    OUTCOMES,
    Measure,
    read_case_outcome,
    read_columns,
    read_documents,
    read_groups,
    read_measure,
)
from assistant.check.reading.context import (
    Context,
    is_change,
    is_last_year,
    is_other_scope,
    is_part,
    names_channel,
    read_context,
    softened,
)
from assistant.check.reading.normal import HIDDEN
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.report import Document, Line

_UNITS = frozenset({"件", "宗", "起", "例", "件次"})
_OTHER_UNITS = frozenset({"份", "条", "个", "项", "部"})
_OBJECTS = re.compile(r"公开申请|依申请|规范性文件|规章(?!制度)|复议案|诉讼案")
"""What must stand beside a number counted in one of the other units."""
_TOPICS = re.compile(r"(?<=申请)(?:内容)?(?:主要)?(?:涉及|集中)")
"""Behind 收到的51件申请 it tells what all of them are about."""
_COMPARED = re.compile(r"(?:由|从|较|比)上年度?的?$")
_CUT = re.compile(r"[，；：。]")
_RIGHT_CUT = re.compile(r"[，；：。、（）]")
_ASIDE = re.compile(r"（[^（）]*）")
_CONTINUES = re.compile(
    r"(?:达到?|为|至|到|变为|变成|调整为|增为|减为|增至|减至|降至|升至|增加到|减少到|下降到|上升到|增长到|共计?|总数(?:为|达))$"
)
_LIST = re.compile(r"[、，和及与；]*")
_JOINT = re.compile(r"分别(?:为|是|有|达|计|占|收到|办理)?")


class Binding(msgspec.Struct, frozen=True):
    """A number of the text and what it names. It agrees where any of `targets` lies from `low` to `high`.

    `firm` says that no other reading explains a difference; of a `part` (信息不存在) only the row's number is an upper bound.
    """

    line: Line
    quote: str
    number: int | float
    low: float
    high: float
    targets: tuple[Target, ...]
    firm: bool = True
    part: bool = False


class _Words(msgspec.Struct, frozen=True):
    """The words around a mention: left and right of it in its clause, and all since the mention before."""

    left: str
    right: str
    since: str
    quoted: str = ""
    """The clause with the words in quotation marks, where it has some: 按“重复申请”不予处理."""


class _State(msgspec.Struct):
    """What a paragraph has talked about so far."""

    context: Context
    measure: Measure | None = None
    groups: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    column: str = ""


def bind(document: Document) -> Iterator[Binding]:
    """Yield the numbers of the text that name a cell, in order."""
    government = document.agency.endswith("政府")
    for line in document.lines:
        if not line.heading:
            yield from bind_line(line, document.year, government)


@lru_cache(maxsize=4096)
def bind_line(line: Line, year: int | None, government: bool) -> tuple[Binding, ...]:
    """Return the numbers of a paragraph that name a cell of the tables."""
    state = _State(Context.at(line, year, government))
    return tuple(found for sentence in read_sentences(line.text) for found in _bind_sentence(line, sentence, state))


def _bind_sentence(line: Line, sentence: Sentence, state: _State) -> Iterator[Binding]:
    joint = _joint(sentence)
    state.context = state.context.new_sentence(sentence.text)
    for index, mention in enumerate(sentence.mentions):
        words = joint.get(index) or _words(sentence, index)
        state.context = read_context(state.context, words.since, words.right)
        if _is_counted(mention.unit, words) and (bound := _bind(words, state, sentence.depths[index] >= 0)):
            targets, firm, part = bound
            firm = firm and not mention.rough and not softened(state.context, words.left, words.right)
            low, high = float(mention.low), float(mention.high)
            quote = _quote(sentence, index, "，；：。" if index in joint else "，；：。、（")
            yield Binding(line, quote, mention.number, low, high, targets, firm, part)


def _is_counted(unit: str, words: _Words) -> bool:
    return unit in _UNITS or (unit in _OTHER_UNITS and bool(_OBJECTS.search(words.left + words.right)))


def _words(sentence: Sentence, index: int) -> _Words:
    since = sentence.before(index)
    left = re.sub("^.*）", "", _ASIDE.sub("", since)).rpartition("（")[2]
    left = _CUT.split(left)[-1]
    if _LIST.fullmatch(left[-1:]):
        left = ""
    left = left.lstrip("、和及与")
    right = _RIGHT_CUT.split(_ASIDE.sub("", sentence.after(index)))[0]
    quoted = ""
    if HIDDEN in left:
        stop = sentence.mentions[index].start
        quoted = _CUT.split(sentence.line.shown[stop - len(since) : stop])[-1]
    return _Words(left, right, since, quoted)


def _joint(sentence: Sentence) -> dict[int, _Words]:
    """Return the words of mentions listed after 分别: 予以公开、部分公开分别为19件、4件. Lists that do not match name nothing."""
    found: dict[int, _Words] = {}
    for match in _JOINT.finditer(sentence.text):
        place = sentence.start + match.end()
        first = next((i for i, each in enumerate(sentence.mentions) if each.start >= place), None)
        if first is None or sentence.mentions[first].start != place:
            continue
        last = first
        while last + 1 < len(sentence.mentions) and _LIST.fullmatch(sentence.before(last + 1)):
            last += 1
        names = _names(sentence, sentence.start + match.start(), last - first + 1)
        for offset in range(last - first + 1):
            name = names[offset] if names else ""
            found[first + offset] = _Words(name, "", sentence.before(first) if not offset else name)
    return found


def _names(sentence: Sentence, end: int, count: int) -> list[str]:
    clause = _CUT.split(_ASIDE.sub("", sentence.line.text[sentence.start : end]))[-1]
    names = [name for name in re.split("[、和及与]|以及", clause) if name]
    return names if len(names) == count else []


def _quote(sentence: Sentence, index: int, marks: str) -> str:
    """Return the words of the clause up to the mention, as they are printed."""
    mention = sentence.mentions[index]
    text = sentence.line.text
    floor = max(sentence.start, *(text.rfind(mark, sentence.start, mention.start) + 1 for mark in marks))
    roof = _RIGHT_CUT.search(text, mention.end)
    end = roof.start() if roof else sentence.end
    return sentence.line.quote(floor, max(mention.end, min(end, mention.end + 24)))


_ANY = Measure((("new_received",), ("new_received", "carried_in"), ("result_total",)), firm=False)
Bound = tuple[tuple[Target, ...], bool, bool]


def _bind(words: _Words, state: _State, aside: bool) -> Bound | None:
    """Return the cells a mention names, whether firmly, and whether as a part only; keep what the clause talks about."""
    domain = state.context.domain
    if domain == "request":
        return _bind_request(words, state, aside)
    if domain == "remedy":
        return _bind_remedy(words, state)
    return _bind_document(words, state) if domain in {"document", "decision"} else None


def _bind_request(words: _Words, state: _State, aside: bool) -> Bound | None:
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    if left.endswith("的"):
        right = _TOPICS.split(right)[0]
    measure = _read_quoted(words.quoted) or _read_request(_COMPARED.sub("", left), right)
    columns = read_columns(left) if read_columns(left) != TOTAL or len(left) > len(right) else read_columns(right)
    if measure is None and columns != TOTAL:
        state.measure = _earlier(words.since) or state.measure
    comes_in = measure is not None and ("carried_in",) in measure.rows
    if measure is None and (columns != TOTAL or _CONTINUES.fullmatch(left)):
        measure = state.measure or (_ANY if columns != TOTAL and "申请" in left + right else None)
    elif measure and not aside and not (is_part(left) or is_part(right)):
        state.measure = measure
    skipped = is_change(left, right) or (is_last_year(left) and not comes_in) or is_other_scope(state.context, left)
    if measure is None or skipped or names_channel(left + right) or _is_topic(left, right):
        return None
    return tuple(request_target(rows, columns) for rows in measure.rows), measure.firm, measure.part


def _read_request(left: str, right: str) -> Measure | None:
    """Read the words before a number; those behind it where they name an outcome and the words before only the object."""
    if re.search("(?:仍|尚|还)有$", left):
        return Measure((("carried_out",),), firm=False)
    if re.fullmatch("(?:其中)?(?:全部|可以)?公开的?", left):
        return Measure((("granted",),), firm=False)
    before = read_measure(left)
    if OUTCOMES.search(right) and not OUTCOMES.search(left) and (before is None or not before.firm):
        return read_measure(right)
    behind = read_measure(right) if before is None or (len(before.rows) == 3 and not before.firm) else None
    if behind and before and behind.rows[0] == ("result_total",):
        return Measure(before.rows, firm=False)
    return behind or before


def _earlier(since: str) -> Measure | None:
    """Return what the last clause in front of the number's own counts: 新收申请中，来自自然人的."""
    clauses = _CUT.split(since)[:-1]
    found = (read_measure(clause.removesuffix("中")) for clause in reversed(clauses))
    return next((measure for measure in found if measure), None)


def _read_quoted(words: str) -> Measure | None:
    """Read a row whose label is quoted; a title in 《》 names none."""
    match = LEAVES.search(words)
    inside = match and words.rfind("“", 0, match.start() + 1) > words.rfind("《", 0, match.start() + 1)
    return read_measure(words) if inside else None


def _is_topic(left: str, right: str) -> bool:
    """Tell whether a clause counts only what is about something: 涉及征地拆迁的12件; the rows' own words do not."""
    return (is_part(left) or is_part(right)) and not LEAVES.search(left + right)


def _bind_remedy(words: _Words, state: _State) -> Bound | None:
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    named = read_groups(left) or read_groups(words.since.rpartition("）")[2]) or read_groups(right)
    outcome = read_case_outcome(left) or read_case_outcome(right)
    state.groups = named or state.groups
    if is_change(left, right) or is_last_year(left) or state.context.other_cases or names_channel(left):
        return None
    if not state.groups or (outcome is None and not named and not _CONTINUES.fullmatch(left)):
        return None
    columns, part = outcome or (TOTAL, False)
    firm = state.context.about_disclosure and len(state.groups) < 3 and columns != ("upheld", "corrected", "other")
    return (remedy_target(state.groups, columns),), firm, part


_DECIDED = re.compile(r"作出|决定(?!书)|办理|实施|处理|办结|核发|下达")
_DECISIONS = {"licensing": "许可", "penalties": "处罚", "coercion": "强制"}
_NOT_DECISIONS = re.compile(
    r"事项|公开|公示|信息|清单|复议|诉讼|检查|听证|案卷|上网|上传|超过|漏报|补报|撤销|纠正|抽查|案例"
)


def _bind_document(words: _Words, state: _State) -> Bound | None:
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    bound = (
        _decision(left, right, state, listed=words.since[:1] in {"、", "和"})
        if state.context.domain == "decision"
        else _documents(words, left, right, state)
    )
    skipped = is_change(left, right) or is_last_year(left) or is_other_scope(state.context, left) or is_part(left)
    return None if skipped else bound


def _documents(words: _Words, left: str, right: str, state: _State) -> Bound | None:
    state.rows = read_documents(left) or read_documents(right) or read_documents(words.since) or state.rows
    clause = left if any(pattern.search(left) for _, pattern in DOCUMENT_COLUMNS) else left + right
    named = [column for column, pattern in DOCUMENT_COLUMNS if pattern.search(clause)]
    if not named and _CONTINUES.fullmatch(left) and state.column:
        named = [state.column]
    state.column = named[0] if len(named) == 1 else ""
    if not state.rows or len(named) != 1 or NOT_COUNTED_DOCUMENTS.search(clause):
        return None
    firm = "发布" not in clause and "新增" not in clause
    return (document_target(state.rows, named[0]),), firm, False


def _decision(left: str, right: str, state: _State, *, listed: bool) -> Bound | None:
    clause = left + right
    named = [row for row, word in _DECISIONS.items() if word in clause]
    decided = _DECIDED.search(clause) or (listed and state.column == "decisions")
    state.column = "decisions" if decided else ""
    if len(named) != 1 or not decided or _NOT_DECISIONS.search(clause):
        return None
    return (document_target((named[0],), "decisions"),), "决定" in clause, False
