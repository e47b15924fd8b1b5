"""Clauses become sentences: documents of one kind are told together, short neighbours are joined."""

import re
from collections.abc import Sequence

from assistant.draft.marks import mark, plain
from assistant.draft.noted import Noted, Topic
from assistant.items import chinese_number

_LONGEST = 130
_DOCUMENT = re.compile(
    r"^(?:\d{1,2}月(?:\d{1,2}日)?[，,]?)?(?:制定|出台|印发|发布|公布|制发|转发|联合|并|了|我局|局发的通知|、)*"
    r"(?P<titles>(?:《[^》]+》[、，和及]?(?:等)?)+)"
    r"(?:等?(?:文件|政策文件)?(?:也|均|已|全文|并|正式|在(?:门户)?网站)*(?:印发|发布|公布|出台|公开|印制|并|在(?:门户)?网站)*)?$"
)
_TITLE = re.compile(r"《[^》]+》")


def sentences(topic: Topic, notes: Sequence[Noted]) -> list[str]:
    """Tell the notes of one topic as marked sentences, each with its closing mark.

    Notes that only say a document was issued become one list of titles. Other clauses are joined with ； as long as the
    sentence stays readable; a lead (政策解读方面) opens a topic of several notes.
    """
    documents = [each for each in notes if topic.name == "政策文件" and _DOCUMENT.match(each.clause)]
    others = [each for each in notes if each not in documents]
    told = [_document_list(documents)] if documents else []
    told += _joined([mark(each.clause, "item", *each.ids) for each in others])
    if topic.lead and len(others) > 1 and told:
        told[0] = f"{topic.lead}，{told[0]}"
    return told


def _document_list(documents: Sequence[Noted]) -> str:
    titles: dict[str, list[str]] = {}
    for each in documents:
        for title in _TITLE.findall(each.clause):
            titles.setdefault(title, []).append(each.item.id)
    listed = "".join(mark(title, "item", *ids) for title, ids in titles.items())
    return f"印发并公开{listed}{'等文件' if len(titles) > 1 else ''}。"


def _joined(clauses: Sequence[str]) -> list[str]:
    """Join neighbours with ； while the sentence stays under the longest length and none of them holds a full stop."""
    told: list[list[str]] = []
    length = 0
    for clause in clauses:
        size = len(plain(clause))
        if told and length + size < _LONGEST and len(told[-1]) < 3 and "。" not in plain(told[-1][-1] + clause):
            told[-1].append(clause)
            length += size
        else:
            told.append([clause])
            length = size
    return ["；".join(group) + "。" for group in told]


_NUMBERED = re.compile(
    r"^(?:问题|打算|不足|改进|措施|计划)?[：:]?(?:[一二三四五六七八九十]{1,3}(?:是|、|：)|[①-⑩]|[（(]?\d{1,2}[)）.、])?[：:\s]*"
)


def enumerated(notes: Sequence[Noted]) -> list[str]:
    """Tell notes as 一是…。二是…。, one marked sentence each; a single one stands without 一是."""
    clauses = [_NUMBERED.sub("", each.clause, count=1) for each in notes]
    if len(clauses) == 1:
        return [mark(clauses[0], "item", *notes[0].ids) + "。"]
    return [
        f"{chinese_number(index)}是{mark(clause, 'item', *each.ids)}。"
        for index, (clause, each) in enumerate(zip(clauses, notes, strict=True), 1)
    ]
