"""Two different numbers for the same thing in one report."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from assistant.check.finding import Finding, Severity
from assistant.check.reading.lastyear import cell_of
from assistant.check.reading.subjects import Subject, Told, find_subjects
from assistant.check.rule import Evidence, Rule
from assistant.report import Document, Line

_SURE = frozenset(
    {"政府信息公开申请", "建议", "提案", "行政规范性文件", "行政复议", "行政诉讼", "政策解读", "行政许可", "行政处罚"}
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare all numbers told of one thing: the same object, action, unit, year and scope, with no further words."""
    document = evidence.document
    groups: dict[Subject, list[tuple[Line, Told]]] = {}
    for line in document.paragraphs():
        for told in find_subjects(line.text, document.year):
            groups.setdefault(_bare(told.subject), []).append((line, told))
    for subject, places in groups.items():
        for channel, same in _by_channel(places):
            yield from _conflicts(document, subject, channel, same)
        yield from _more_than_the_whole(subject, places)


def _bare(subject: Subject) -> Subject:
    return Subject(subject.objects, subject.action, subject.detail, subject.unit, subject.year, subject.scope)


def _by_channel(places: list[tuple[Line, Told]]) -> Iterator[tuple[tuple[str, ...], list[tuple[Line, Told]]]]:
    ordered = sorted(places, key=lambda place: place[1].subject.channel)
    for channel, same in groupby(ordered, key=lambda place: place[1].subject.channel):
        yield channel, list(same)


def _conflicts(
    document: Document, subject: Subject, channel: tuple[str, ...], places: list[tuple[Line, Told]]
) -> Iterator[Finding]:
    """Yield the numbers that differ from the one that stands in the table, or is said most often, or first."""
    leading = _leading(document, subject, places)
    for line, told in places:
        mention, chosen = told.mention, leading[1].mention
        if mention.low <= chosen.high and chosen.low <= mention.high:
            continue
        sure = not (mention.rough or chosen.rough or channel or subject.detail or subject.scope)
        sure = sure and bool(subject.action) and _SURE.issuperset(subject.objects)
        yield _finding(subject, leading, (line, told), sure=sure)


def _leading(document: Document, subject: Subject, places: list[tuple[Line, Told]]) -> tuple[Line, Told]:
    key = cell_of(subject)
    cell = document.cell(key) if key else None
    for place in places:
        if cell is not None and place[1].mention.value == cell:
            return place
    values = [told.mention.value for _, told in places]
    return max(places, key=lambda place: values.count(place[1].mention.value))


def _more_than_the_whole(subject: Subject, places: list[tuple[Line, Told]]) -> Iterator[Finding]:
    """Yield what was published through one channel and is more, or for a named column other, than all that was published."""
    whole = next((place for place in places if not place[1].subject.channel), None)
    if whole is None:
        return
    named = "政府信息" not in subject.objects
    for line, told in places:
        beyond = told.mention.low > whole[1].mention.high
        differs = named and told.mention.high < whole[1].mention.low and subject.objects == ("政策解读",)
        if told.subject.channel and (beyond or differs):
            yield _finding(subject, whole, (line, told), sure=False)


def _finding(subject: Subject, leading: tuple[Line, Told], other: tuple[Line, Told], *, sure: bool) -> Finding:
    (first_line, first), (line, told) = leading, other
    where = first_line.place or (f"第{first_line.section}部分" if first_line.section else "文中")
    return Finding(
        rule=RULE.name,
        severity=Severity.ERROR if sure else Severity.WARNING,
        message=f"同一事项前后数字不同：“{subject.named()}”此处为{told.mention.words}，{where}为{first.mention.words}",
        section=line.section,
        quote=_quote(told),
        expected=first.mention.number,
        actual=told.mention.number,
        suggestion=f"另一处写“{_quote(first)}”；请核对后统一" + ("" if sure else "，口径、范围或渠道不同的请写明"),
        place=line.place,
    )


def _quote(told: Told) -> str:
    """Return the clause up to the number and a little behind it, in the original words."""
    text, mention = told.sentence.line.text, told.mention
    start = max(text.rfind(mark, told.sentence.start, mention.start) for mark in "，；：、（。") + 1
    return told.sentence.line.quote(max(start, told.sentence.start, mention.start - 30), mention.end)


RULE = Rule(
    name="total-conflict",
    severity=Severity.ERROR,
    why="同一事项在报告里出现两个数字，至少有一个不实；多因只改了一处或沿用旧稿",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息",
    find=find,
    flags=(
        "全年发布政策解读20条，形式包括图解和视频。同步制作政策解读16条。",
        "全年办理人大代表建议7件、政协提案25件。收到的人大建议8件全部按时答复。",
        "全年收到政府信息公开申请18件。受理依申请公开件十九件，均按时答复。",
        "制发行政规范性文件3件。全年出台规范性文件5件，均已公开。",
    ),
    passes=(
        "全年发布政策解读20条。20条政策解读均与文件同步公开。",
        "市政府网站发布政策解读20条，微信公众号推送政策解读16条。",
        "2022年收到政府信息公开申请11件，2023年收到政府信息公开申请18件。",
        "收到政府信息公开申请18件，办结政府信息公开申请17件，结转下年度1件。",
        "办理人大代表建议7件，其中主办2件；办理政协提案25件，其中主办5件。",
        "3月发布政策解读5条，9月发布政策解读6条。",
        "全市收到政府信息公开申请180件，本级收到政府信息公开申请18件。",
    ),
)
