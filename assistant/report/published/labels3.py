"""The rows of table 3 by the core of their labels, which survives lost characters, numbering and line breaks."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.report.published.rows import Row, core
from assistant.tables import load_tables

_CORES: tuple[tuple[str, str], ...] = (
    ("new_received", r"本年(?:度)?新收|新收政府信息公开申请"),
    ("carried_out", r"结转下(?:一)?年|下年度继续办理|结转下年度"),
    ("carried_in", r"上(?:一)?年(?:度)?结转|上年结转"),
    ("partial", r"部分公开|区分处理"),
    ("refused_state_secret", r"属于国家秘密|^\d?国家秘密$"),
    ("refused_law_forbids", r"法律(?:、)?行政.{0,3}止公开|其他法律行政|行政法规禁止"),
    ("refused_three_safety", r"三安全|一稳定"),
    ("refused_third_party", r"第三方"),
    ("refused_internal", r"三类内部|内部事务"),
    ("refused_process", r"四类过程|过程性信息"),
    ("refused_enforcement", r"行政执法案卷|执法案卷"),
    ("refused_admin_query", r"行政查询"),
    ("unable_not_held", r"机关不掌握|不掌握相关"),
    ("unable_need_creation", r"现成信息|另行制作"),
    ("unable_unclear", r"补正后|仍不明确"),
    ("unprocessed_petition", r"信访(?:、)?举报|举报投诉"),
    ("unprocessed_repeat", r"重复申请$|^\d?重复申请"),
    ("unprocessed_publication", r"公开出版物|出版物"),
    ("unprocessed_mass", r"大量反复|反复申请"),
    ("unprocessed_confirm", r"确认或重新|重新出具|已获取信息"),
    ("other_no_correction", r"逾期不补正|不补正"),
    ("other_no_payment", r"收费通知|缴纳费用"),
    ("granted", r"(?<!不)予以公开$"),
)
_WEAK: tuple[tuple[str, str, str], ...] = (
    ("other_other", r"^3?其他$", "other_no_correction"),
    ("other", r"^(?:六)?其他处理(?:情况)?$", "unable_not_held"),
    ("result_total", r"^(?:七|六)?总计$", "granted"),
    ("refused", r"^(?:三)?不予公开$", "granted"),
    ("unable", r"^(?:四)?无法提供$", "granted"),
    ("unprocessed", r"^(?:五)?不予处理$", "granted"),
)
"""Labels that other tables use too, or that head a group: taken only after the row named third."""
_STRONG = tuple((key, re.compile(pattern)) for key, pattern in _CORES)
_AFTER = tuple((key, re.compile(pattern), after) for key, pattern, after in _WEAK)
_ALIKE = 0.72
_SHORTEST, _LONGEST = 4, 80
ORDER = tuple(row.key for row in load_tables().rows3)
_OFFICIAL = tuple((row.key, core(row.label)) for row in load_tables().rows3)


def name_row(row: Row, seen: str | None) -> str | None:
    """Return the key of the row whose label this is; `seen` is the last row that was found, None before the first."""
    label = row.label
    if key := _strong(label) or _strong("".join(core(cell.text) for cell in row.labels)):
        return key
    if seen is None:
        return None
    place = ORDER.index(seen) if seen in ORDER else len(ORDER)
    weak = (key for key, pattern, after in _AFTER if pattern.search(label) and place >= ORDER.index(after))
    return next(weak, None) or _alike(label)


def _strong(label: str) -> str | None:
    return next((key for key, pattern in _STRONG if pattern.search(label)), None)


@lru_cache(maxsize=512)
def _alike(label: str) -> str | None:
    """Return the row whose official label the damaged one resembles most, if it does."""
    if not _SHORTEST <= len(label) <= _LONGEST:
        return None
    matcher = SequenceMatcher(b=label, autojunk=False)
    scores = {}
    for key, official in _OFFICIAL:
        matcher.set_seq1(official)
        scores[key] = matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0
    best = max(scores, key=lambda key: scores[key])
    return best if scores[best] >= _ALIKE else None
