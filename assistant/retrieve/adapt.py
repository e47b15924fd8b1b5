"""A past passage with this year's facts in the place of its own; where none fits, a named gap."""

import re
from collections.abc import Collection, Sequence
from enum import Enum, auto

import msgspec

from assistant.items import Facts
from assistant.retrieve.align import absorbed, align, is_law, joint
from assistant.retrieve.lexicon import any_of, slot_words
from assistant.retrieve.matching import context
from assistant.retrieve.names import looks_like_agency, names_of, places_of, pronoun
from assistant.retrieve.passage import Passage, Suggestion
from assistant.retrieve.slots import Kind, Slot, find_slots
from assistant.retrieve.wording import plain, tidy

_GAP = re.compile(r"【待补充：[^】]*】")
_CLAUSES = re.compile(r"[，；。！？]")
_SHARE = re.compile(r"([\u4e00-\u9fff]{1,4}[率度])(?:达到?|为|是|约)?$")
_DIGITS = re.compile(r"\d+")
_MEASURES = {
    **dict.fromkeys(("人", "名", "位"), "人数"),
    **dict.fromkeys(("元", "万元", "亿元"), "金额"),
    **dict.fromkeys(("日", "天"), "天数"),
    **dict.fromkeys(("个工作日", "工作日"), "工作日数"),
    **dict.fromkeys(("场", "场次"), "场次"),
    **{unit: f"{unit}数" for unit in ("次", "期", "户", "条", "件", "份", "篇", "家", "年", "倍")},
    "人次": "人次",
    "批": "批次",
    "%": "百分比",
    "个百分点": "百分点",
    "个月": "月数",
    "小时": "小时数",
    "分": "分值",
    "成": "占比",
    "公里": "里程",
    "时": "时间",
}
"""What a gap says of a quantity, by its unit; a thing that is counted comes before it."""
_THINGS = frozenset("个家件份条篇项张部块台本册套处类种座所")


class Origin(Enum):
    """Where a piece of an adapted passage comes from."""

    PAST = auto()
    """Wording of the passage; it holds no fact."""
    FACT = auto()
    """A fact of the question."""
    CASE = auto()
    """Words of the case, or words that hold for any office (本机关, 上年)."""
    GAP = auto()


class Piece(msgspec.Struct, frozen=True):
    """Some words of an adapted passage."""

    origin: Origin
    text: str


class Known(msgspec.Struct, frozen=True):
    """What may stand in the result: the question's words, the case's words, its agency and the year of the report."""

    question: str
    facts: Facts
    words: tuple[str, ...]
    agency: str
    year: int | None
    fit: float = 0.0
    """How sure it is that passage and question tell the same, 0 to 1."""

    @property
    def text(self) -> str:
        """All of it as one text."""
        return " ".join((plain(self.question), *self.words, str(self.year or "")))

    def has(self, words: str) -> bool:
        """Tell whether words may stand as they are: all of them were said, and their numbers as numbers (no 0 of 2023)."""
        return words in self.text and set(_DIGITS.findall(words)) <= set(_DIGITS.findall(self.text))


def adapt(
    passage: Passage,
    question: str,
    facts: Facts,
    case_words: Collection[str] = (),
    year: int | None = None,
    places: Collection[str] = (),
    score: float = 0.0,
    fit: float | None = None,
) -> Suggestion:
    """Return a passage with the facts of a question; no number, date, title or name of the past is left in it.

    A slot takes a fact of the question that counts the same thing in the same unit, a title, a date, a person or an
    organisation in its order; every other becomes a gap 【待补充：…】. `case_words` are the names of the case (its
    agency among them) that may stand as they are; `year` is the report's; `places` are names known to be places.
    `score` is shown; `fit`, the same if not given, is how sure it is that passage and question tell the same: where
    it is, a number fits already when no other could be meant.
    """
    words = tuple(word for word in case_words if word)
    agency = max((word for word in words if looks_like_agency(word)), key=len, default="")
    known = Known(question, facts, words, agency, year, score if fit is None else fit)
    adapted = "".join(piece.text for piece in trace(passage, known, places))
    return Suggestion(
        passage_id=passage.id,
        text=passage.text,
        adapted=adapted,
        gaps=tuple(dict.fromkeys(_GAP.findall(adapted))),
        score=round(min(1.0, max(0.0, score)), 4),
        section=passage.section,
        agency=passage.agency,
        year=passage.year,
        source=passage.source,
        inspiration_only=_mostly_gaps(adapted),
    )


def trace(passage: Passage, known: Known, places: Collection[str] = ()) -> tuple[Piece, ...]:
    """Return the adapted passage piece by piece, each with where it comes from."""
    text = tidy(passage.text)
    slots = joint(find_slots(text, passage.agency, places), text)
    ours = [slot for slot in slots if not _own_place(slot, passage)]
    filled = align(ours, text, known.question, known.facts, known.fit)
    slots, filled = absorbed(slots, filled, text)
    names = _past_names(slots, passage)
    pieces, at = [], 0
    for slot in slots:
        pieces.append(Piece(Origin.PAST, _sealed(text[at : slot.start], names, known)))
        pieces.append(_piece(slot, filled, text, passage, known))
        at = slot.end
    pieces.append(Piece(Origin.PAST, _sealed(text[at:], names, known)))
    return tuple(piece for piece in pieces if piece.text)


def _piece(slot: Slot, filled: dict[Slot, str], text: str, passage: Passage, known: Known) -> Piece:
    if slot in filled:
        return Piece(Origin.FACT, filled[slot])
    words = _replaced(slot, text, passage, known)
    return Piece(Origin.GAP if _GAP.search(words) else Origin.CASE, words)


def _own_place(slot: Slot, passage: Passage) -> bool:
    """Tell whether a place is that of the passage's own agency: the case's own stands for it, no other."""
    return slot.kind is Kind.PLACE and slot.text in names_of(passage.agency)


def _replaced(slot: Slot, text: str, passage: Passage, known: Known) -> str:
    """Return what stands in the place of a slot that no fact fills."""
    match slot.kind:
        case Kind.AGENCY | Kind.SELF:
            return (known.agency or "本机关") if slot.kind is Kind.AGENCY else pronoun(known.agency)
        case Kind.YEAR_END:
            return "截至年末"
        case Kind.YEAR:
            return _year(slot, passage.year, known)
        case Kind.PLACE:
            return _place(slot, passage.agency, known)
        case Kind.QUANTITY:
            return gap(_quantity_name(slot, text)) + slot.unit
        case Kind.CODE:
            return _code(slot, text, known)
        case _:
            return _named(slot, text, known)


def gap(what: str) -> str:
    """Return the visible place of a missing fact.

    >>> gap("培训次数")
    '【待补充：培训次数】'
    """
    return f"【待补充：{what}】"


def _named(slot: Slot, text: str, known: Known) -> str:
    """Return a title, a name or a date only where the question or the case has the very same."""
    if slot.kind is not Kind.DATE and known.has(slot.text):
        return slot.text
    match slot.kind:
        case Kind.TITLE:
            return gap("依据文件" if is_law(slot.text.strip("《》")) else "文件名称")
        case Kind.NAME:
            beside = text[max(0, slot.start - 9) : slot.start] + " " + text[slot.end : slot.end + 9]
            named = re.search(any_of(slot_words().named), beside)
            return gap(f"{named.group()}名称" if named else "名称")
        case Kind.PERSON | Kind.ORGANISATION:
            return gap("姓名" if slot.kind is Kind.PERSON else "单位名称")
        case _:
            return gap("日期" if "日" in slot.text else "时间")


def _quantity_name(slot: Slot, text: str) -> str:
    """Return what a number counted: 培训次数, 部门数量, 满意率."""
    around = context(text, slot.start, slot.end)
    measure = _MEASURES.get(slot.unit, "数量" if slot.unit else "数值")
    if around.behind:
        return around.behind + ("数量" if slot.unit in _THINGS else measure)
    if slot.unit == "%" and (share := _SHARE.search(text[: slot.start])):
        return share[1]
    return around.before + measure


def _year(slot: Slot, own: int | None, known: Known) -> str:
    """Return this year for the passage's year, last year for the year before; any other is a gap."""
    degree = "度" if slot.text.endswith("度") else ""
    number = _DIGITS.search(slot.text)
    distance = int(number.group()) - own if number and own else None
    if distance == 0:
        return f"{known.year}年{degree}" if known.year else f"本年{degree}"
    if distance in (-1, 1):
        return ("上年" if distance < 0 else "次年") + degree
    return gap("年份") if slot.text not in known.text else slot.text


def _place(slot: Slot, agency: str, known: Known) -> str:
    """Return the case's place of the same kind for the passage's own; other places only where the case has them."""
    if slot.text in known.text:
        return slot.text
    own = {stem + kind: kind for stem, kind in places_of(agency) if kind}
    if slot.text in own:
        kind = own[slot.text]
        return next((stem + kind for stem, other in places_of(known.agency) if other == kind), "本" + kind[-2:])
    return gap("地名")


def _code(slot: Slot, text: str, known: Known) -> str:
    """Return a hotline's number, an article or a document number only where the question or the case has it."""
    if known.has(slot.text):
        return slot.text
    if slot.text.isdigit():
        return "" if re.match(r"[\u4e00-\u9fff]", text[slot.end :]) else gap("热线号码")
    if slot.text.startswith("第"):
        return gap("条款") if "条" in slot.text else f"第{gap('编号')}{slot.text[-1]}"
    return gap("文号" if "号" in slot.text else "名称")


def _sealed(words: str, names: Collection[str], known: Known) -> str:
    """Put a gap in the place of anything of the past that is still there: the promise holds whatever a slot missed."""
    allowed = known.text
    numbers = {int(number) for number in _DIGITS.findall(plain(allowed))}
    words = _DIGITS.sub(lambda found: found.group() if int(found.group()) in numbers else gap("数值"), words)
    words = re.sub(
        r"《[^》]*》", lambda found: found.group() if _said(found.group(), allowed) else gap("文件名称"), words
    )
    for name in names:
        if name not in allowed:
            words = words.replace(name, gap("名称"))
    return words


def _said(title: str, allowed: str) -> bool:
    return title.strip("《》") in allowed


def _past_names(slots: Sequence[Slot], passage: Passage) -> tuple[str, ...]:
    named = (Kind.PLACE, Kind.ORGANISATION, Kind.PERSON, Kind.NAME)
    found = [slot.text for slot in slots if slot.kind in named and len(slot.text) > 1]
    return tuple(dict.fromkeys([*(names_of(passage.agency) if passage.agency else ()), *found]))


def _mostly_gaps(adapted: str) -> bool:
    clauses = [clause for clause in _CLAUSES.split(adapted) if clause.strip()]
    return 2 * sum("【待补充" not in clause for clause in clauses) < len(clauses)
