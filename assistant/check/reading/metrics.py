"""Counted mentions of a line, bound to the cells of tables 2, 3 and 4 they name."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from assistant.check.reading.cells import TOTAL, Target, remedy_target
from assistant.check.reading.clauses import CONTINUES, Bound, State, Words, joint_words, quote_of, words_of
from assistant.check.reading.concepts import CARRIED_IN, read_case_outcome, read_groups
from assistant.check.reading.context import Context, is_change, is_last_year, names_channel, read_context, softened
from assistant.check.reading.documents import bind_document
from assistant.check.reading.requests import bind_request
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.report import Document, Line

_UNITS = frozenset({"件", "宗", "起", "例", "件次"})
_OTHER_UNITS = frozenset({"份", "条", "个", "项", "部"})
_OBJECTS = re.compile(r"公开申请|依申请|规范性文件|规章(?!制度)|复议案|诉讼案")
"""What must stand beside a number counted in one of the other units."""
_CARRIES = re.compile(
    rf"(?<![含括中])(?<!其中的)(?:{CARRIED_IN.pattern})[^，；。含]{{0,12}}?[\d一二两三四五六七八九十百]+[件宗起]"
)
_PLAIN = re.compile(r".{0,2}")
_KNOWN = re.compile(
    r"(?:全[市县区省]|本(?:机关|局|年度?|单位)|全年度?|因|政府信息公开|信息公开|依申请公开|涉及|引发|引起|产生|提起|申请|被|行政|复议|诉讼|案件|案|发生|收到|受理|共计?|有|为|是"
    r"|结果|维持|纠正|其[他它]|尚未?|未|审结|正在|审理|中|在审|起诉|直接|经过?|先|再|后|的|应诉|其中|得到|获得?|予以|均|已|机关|法院|复议机关|被|撤销|驳回|请求|原告|申请人|撤回|等|终止|越过|跳过|绕过|未经|径行|径直|之后|再诉|诉|今年|年内|20\d\d年度?|了|新增)"
)


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
    sure: bool = True
    last: bool = False


def bind(document: Document) -> Iterator[Binding]:
    """Yield the numbers of the text that name a cell, in order."""
    government = document.agency.endswith("政府")
    for line in document.lines:
        if not line.heading:
            yield from bind_line(line, document.year, government)


@lru_cache(maxsize=4096)
def bind_line(line: Line, year: int | None, government: bool) -> tuple[Binding, ...]:
    """Return the numbers of a paragraph that name a cell of the tables."""
    state = State(Context.at(line, year, government))
    return tuple(found for sentence in read_sentences(line.text) for found in _bind_sentence(line, sentence, state))


def _bind_sentence(line: Line, sentence: Sentence, state: State) -> Iterator[Binding]:
    joint = joint_words(sentence)
    state.context = state.context.new_sentence(sentence.text)
    state.sentence = sentence.text
    state.carries = state.carries or bool(_CARRIES.search(state.context.canonical(sentence.text)))
    for index, mention in enumerate(sentence.mentions):
        words = joint.get(index) or words_of(sentence, index)
        state.context = read_context(state.context, words.since, words.right)
        if _is_counted(mention.unit, words) and (bound := _bind(words, state, sentence.depths[index] >= 0)):
            firm = (
                bound.firm and bound.sure and not mention.rough and not softened(state.context, words.left, words.right)
            )
            low, high = float(mention.low), float(mention.high)
            quote = quote_of(sentence, index, "，；：。" if index in joint else "，；：。、（")
            told = (bound.targets, firm, bound.part, bound.sure, bound.last)
            yield Binding(line, quote, mention.number, low, high, *told)


def _is_counted(unit: str, words: Words) -> bool:
    return unit in _UNITS or (unit in _OTHER_UNITS and bool(_OBJECTS.search(words.left + words.right)))


def _bind(words: Words, state: State, aside: bool) -> Bound | None:
    """Return the cells a mention names, whether firmly, and whether as a part only; keep what the clause talks about."""
    domain = state.context.domain
    if domain == "request":
        return bind_request(words, state, aside)
    if domain == "remedy":
        return _bind_remedy(words, state)
    return bind_document(words, state) if domain in {"document", "decision"} else None


def _bind_remedy(words: Words, state: State) -> Bound | None:
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    named = read_groups(left) or read_groups(words.since.rpartition("）")[2]) or read_groups(right)
    outcome = read_case_outcome(left) or read_case_outcome(right)
    state.groups = named or state.groups
    if is_change(left, right) or is_last_year(left) or state.context.other_cases or names_channel(left):
        return None
    if not state.groups or (outcome is None and not named and not CONTINUES.fullmatch(left)):
        return None
    columns, part = outcome or (TOTAL, False)
    part = part or bool(re.search("因此|由此", left + right))
    named_words = _KNOWN.sub("", left)
    firm = state.context.about_disclosure and len(state.groups) < 3 and columns != ("upheld", "corrected", "other")
    return Bound((remedy_target(state.groups, columns),), firm, part, sure=bool(_PLAIN.fullmatch(named_words)))
