"""Numbers bound to table 3: requests received, carried over, settled, by outcome and by applicant."""

import re

from assistant.check.reading.cells import TOTAL, request_target
from assistant.check.reading.clauses import CONTINUES, CUT, Bound, State, Words
from assistant.check.reading.concepts import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    LEAVES,
    OUTCOMES,
    PARTIAL_LEAVES,
    Measure,
    group_rows,
    read_columns,
    read_measure,
)
from assistant.check.reading.context import is_change, is_last_year, is_other_scope, is_part, names_channel

_TOPICS = re.compile(r"(?<=申请)(?:内容)?(?:主要)?(?:涉及|集中)")
"""Behind 收到的51件申请 it tells what all of them are about."""
_COMPARED = re.compile(r"(?:由|从|较|比|与|同|对照|对比|相比)上年度?的?$")
_NEWS = Measure((("new_received",),), firm=False)
_ANY = Measure((("new_received",), ("new_received", "carried_in"), ("result_total",)), firm=False)
_LEFT_OVER = re.compile(r"(?:截至[^，]{0,8}|其中|现)?(?:[仍尚还另余]有|剩下?|剩余|余下?|尚余|仍余|还剩|尚剩|余)(?:的)?")
_THIS_YEAR = re.compile("今年|当年|年内")
_AMONG = re.compile(r"(?:中|里|当中|之中)，?(?:有|的)?$")
_KNOWN = re.compile(
    r"政府信息公开|信息公开|依申请公开|公开申请|申请人?|(?:各类|各级)?行政机关|全[市县区省]|各级|我[局委办厅市县区镇]|本(?:机关|局|年度?|单位|级)|全年度?|年度?内|今年|年内|本年|当年|其中"
    r"|20\d\d年度?|[上下]年度?|共计?|总计|合计|累计|新收|收到|收办|收悉|受理|接收|接到|登记|办结|答复|办复|办理|处理|完毕|完成|予以|部分|不予|无法|提供|公开|其[他它]|结转|至|到|转入|继续|顺延"
    r"|自然人|商业企业|企业|法人|组织|科研机构|机构|社会公益|法律服务|公民|个人|提出|提交|来自|数量|件数|的|有|为|是|已|均|作出|决定|机关|本|不掌握|相关|信息|告知|公众|群众|社会|递交|承接|连同|加上|另有?|还|，|、|或|者|和|了|新|收"
)


def bind_request(words: Words, state: State, aside: bool) -> Bound | None:
    """Return the cells of table 3 a number names; keep what the clause counts for those behind it."""
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    if left.endswith("的"):
        right = _TOPICS.split(right)[0]
    last = is_last_year(left) and not CARRIED_IN.search(left)
    measure, columns = _read(words, state, left, right)
    if measure and columns == TOTAL and measure is not _ANY and not (aside or is_part(left + right)):
        state.measure, state.told = measure, state.sentence
    skipped = is_change(left, right) or is_other_scope(state.context, left) or names_channel(left + right)
    if measure is None or skipped or _is_topic(left, right):
        return None
    if last:
        return _of_last_year(left, measure)
    if (state.carries or _THIS_YEAR.search(left)) and measure.rows[:2] == (
        ("new_received",),
        ("new_received", "carried_in"),
    ):
        measure = Measure((("new_received",),), measure.firm)
    attribute = left.endswith("的") and right.startswith(("申请", "政府信息公开申请", "信息公开申请"))
    clear = bool(words.quoted) or _residue(left) <= _RESIDUE
    named = attribute or LEAVES.search(left + right) or OUTCOMES.search(left)
    targets = tuple(request_target(rows, columns) for rows in measure.rows)
    return Bound(targets, measure.firm and clear, measure.part, clear or bool(named))


def _residue(words: str) -> int:
    """Return how many characters of a clause are none of the words we know."""
    applicants = [pattern for pattern, _ in COLUMNS]
    for known in (CARRIED_IN, CARRIED_OUT, OUTCOMES, LEAVES, PARTIAL_LEAVES, *applicants, _KNOWN):
        words = known.sub("", words)
    return len(words)


_RESIDUE = 3
"""Characters a clause may hold beyond the words we know; with more of them it may mean something else."""


def _of_last_year(left: str, measure: Measure) -> Bound | None:
    """Return last year's cells for a number told of last year; nobody says more than 上年 of the year before that."""
    if re.search("往年|历年|累计|以来", left):
        return None
    rows = (
        measure.rows if measure.firm or len(measure.rows) > 2 else (("new_received",), ("new_received", "carried_in"))
    )
    return Bound(tuple(request_target(each) for each in rows), firm=False, last=True)


def _read(words: Words, state: State, left: str, right: str) -> tuple[Measure | None, tuple[str, ...]]:
    """Return what a number counts and of which applicants."""
    columns = read_columns(LEAVES.sub("", left))
    if columns == TOTAL and len(left) <= len(right):
        columns = read_columns(LEAVES.sub("", right))
    if _LEFT_OVER.fullmatch(left) and columns == TOTAL:
        return Measure((("carried_out",),), firm=False), columns
    measure = _read_quoted(words.quoted) or _read_among(left, right) or _read_request(_COMPARED.sub("", left), right)
    if _counts_carried(measure, columns, state):
        return state.measure, columns
    if measure is None and columns != TOTAL:
        within = "其中" in words.since or state.told == state.sentence
        return _earlier(words.since) or (state.measure if within and state.measure else _NEWS), columns
    if measure is None and is_last_year(left):
        return _ANY, columns
    if measure is None and (CONTINUES.fullmatch(left) or _COMPARED.search(left)):
        return state.measure, columns
    return measure, columns


def _counts_carried(measure: Measure | None, columns: tuple[str, ...], state: State) -> bool:
    """Tell whether applicants are those of what went over: 结转下年的6件，个人提出的4件."""
    told = state.measure is not None and state.measure.rows == (("carried_out",),) and state.told == state.sentence
    return told and columns != TOTAL and (measure is None or measure.rows[0] == ("new_received",))


def _read_among(left: str, right: str) -> Measure | None:
    """Read 不予公开中有39件是…: a row of the group where one is named, else a part of it."""
    head = OUTCOMES.search(left)
    if head is None or not _AMONG.search(left):
        return None
    leaf = LEAVES.search(right) or LEAVES.search(left)
    if leaf:
        return Measure(((leaf.lastgroup or "",),))
    return Measure((group_rows(head.lastgroup or ""),), part=True)


def _read_request(left: str, right: str) -> Measure | None:
    """Read the words before a number; those behind it where they name an outcome and the words before only the object."""
    if re.fullmatch("(?:其中)?(?:全部|可以)?公开的?", left):
        return Measure((("granted",),), firm=False)
    before = read_measure(left)
    at_once = OUTCOMES.match(right) is not None
    if OUTCOMES.search(right) and not OUTCOMES.search(left) and (at_once or before is None or not before.firm):
        return read_measure(right)
    behind = read_measure(right) if before is None or (len(before.rows) == 3 and not before.firm) else None
    if behind and before and behind.rows[0] == ("result_total",):
        return Measure(before.rows, firm=False)
    return behind or before


def _earlier(since: str) -> Measure | None:
    """Return what the last clause in front of the number's own counts: 新收申请中，来自自然人的."""
    clauses = CUT.split(since)[:-1]
    found = (read_measure(clause.removesuffix("中")) for clause in reversed(clauses))
    return next((measure for measure in found if measure), None)


def _read_quoted(words: str) -> Measure | None:
    """Read a row or an outcome whose label is quoted; a title in 《》 names none."""
    match = LEAVES.search(words) or OUTCOMES.search(words)
    inside = match and words.rfind("“", 0, match.start() + 1) > words.rfind("《", 0, match.start() + 1)
    return read_measure(words) if inside else None


def _is_topic(left: str, right: str) -> bool:
    """Tell whether a clause counts only what is about something: 涉及征地拆迁的12件; the rows' own words do not."""
    told = LEAVES.search(left + right) or CARRIED_OUT.search(right)
    return (is_part(left) or is_part(right)) and not told
