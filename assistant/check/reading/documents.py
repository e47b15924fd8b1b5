"""Numbers bound to table 2: documents issued, repealed and in force, decisions made."""

import re

from assistant.check.reading.cells import document_target
from assistant.check.reading.clauses import CONTINUES, Bound, State, Words
from assistant.check.reading.concepts import DOCUMENT_COLUMNS, NOT_COUNTED_DOCUMENTS, read_documents
from assistant.check.reading.context import is_change, is_last_year, is_other_scope, is_part

_AFTER = re.compile(
    r"^(?:经过?|通过|结合|配合|根据|对照)[^，；]{0,16}?(?:评估|清理|审查|审核)(?:后|工作)?(?=废止|宣布|保留|修[改订]|继续)"
)
"""What led to it is not what is counted: 经评估废止2件."""
_DECIDED = re.compile(r"作出|做出|办出|开出|决定(?!书)|办理|实施|处理|办结|核发|下达")
_BARE = re.compile(r"[^，。；]{0,8}?行政(?:许可|处罚|强制)(?:措施|案件|决定)?(?:共|为|有)?")
_DECISIONS = {"licensing": "许可", "penalties": "处罚", "coercion": "强制"}
_NOT_DECISIONS = re.compile(
    r"事项|公开|公示|信息|清单|复议|诉讼|检查|听证|案卷|上网|上传|超过|漏报|补报|撤销|纠正|抽查|案例"
)


def bind_document(words: Words, state: State) -> Bound | None:
    """Return the cells of table 2 a number names."""
    left, right = state.context.canonical(words.left), state.context.canonical(words.right)
    left = _AFTER.sub("", left)
    bound = (
        _decision(left, right, state, listed=words.since[:1] in {"、", "和"})
        if state.context.domain == "decision"
        else _documents(words, left, right, state)
    )
    skipped = is_change(left, right) or is_last_year(left) or is_other_scope(state.context, left) or is_part(left)
    return None if skipped else bound


def _documents(words: Words, left: str, right: str, state: State) -> Bound | None:
    state.rows = read_documents(left) or read_documents(right) or read_documents(words.since) or state.rows
    clause = left if any(pattern.search(left) for _, pattern in DOCUMENT_COLUMNS) else left + right
    named = [column for column, pattern in DOCUMENT_COLUMNS if pattern.search(clause)]
    listed = words.since.startswith(("、", "和")) and bool(read_documents(left))
    if not named and state.column and (listed or CONTINUES.fullmatch(left)):
        named = [state.column]
    state.column = named[0] if len(named) == 1 else ""
    if not state.rows or len(named) != 1 or NOT_COUNTED_DOCUMENTS.search(clause):
        return None
    firm = "发布" not in clause and "新增" not in clause
    return Bound((document_target(state.rows, named[0]),), firm)


def _decision(left: str, right: str, state: State, *, listed: bool) -> Bound | None:
    clause = left + right
    named = [row for row, word in _DECISIONS.items() if word in clause]
    decided = _DECIDED.search(clause) or (listed and state.column == "decisions")
    bare = bool(_BARE.fullmatch(left))
    state.column = "decisions" if decided or bare else ""
    if len(named) != 1 or not (decided or bare) or _NOT_DECISIONS.search(clause):
        return None
    return Bound((document_target((named[0],), "decisions"),), "决定" in clause)
