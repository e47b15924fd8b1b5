"""Parts that do not add up to the total they are the parts of, and shares that do not add up to a hundred."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.check.finding import Finding, Severity
from assistant.check.reading.arithmetic import summed
from assistant.check.reading.breakdowns import Breakdown, Completeness, find_breakdowns
from assistant.check.reading.families import may_overlap
from assistant.check.reading.mismatches import agreeing
from assistant.check.reading.named import find_named_sums
from assistant.check.reading.normal import normal
from assistant.check.reading.shares import Shares, find_shares
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Line

_OPENS = re.compile(r"[\d（）一二三四五六七八九十.、]*[^，。；\d]{0,12}(?:其中|构成|来源|分布|分类|具体)")
_SMALL = 20
"""Up to here sums hold by chance."""
_EASED = ("结转", "备案", "合并", "联合")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Add up the parts of every total in the text; a list that is not said to be complete may fall short of it."""
    before: Line | None = None
    agreed = agreeing(evidence.document)
    for line in evidence.document.paragraphs():
        if before is not None:
            yield from _told_before(before, line)
        before = line
        for each in find_breakdowns(line.text):
            if severity := _eased(line, each, _judge(each), agreed.get(line.text, frozenset())):
                yield _finding(line, each, severity)
        yield from _uneven_shares(line)
        yield from _named_sums(line)


def _eased(line: Line, each: Breakdown, severity: Severity | None, agreed: frozenset[int | float]) -> Severity | None:
    """Return a milder judgement where the numbers are right beside others, none where each of them is, or all are `agreed`."""
    if severity is None or all(number.number in agreed for number in (each.total, *each.parts)):
        return None
    held = summed(normal(line.text))
    behind = each.total.start > each.parts[-1].start
    if behind and each.total.value > _SMALL and all(number.number in held for number in (each.total, *each.parts)):
        return None if len(each.parts) > 1 and not each.slipped() else Severity.WARNING
    return Severity.WARNING if each.total.number in held else severity


def _told_before(before: Line, line: Line) -> Iterator[Finding]:
    """Yield a list whose total stands in the paragraph before: 1.发布总量：3072条。 2.来源构成：其中…."""
    if not _OPENS.match(normal(line.text).text):
        return
    head = before.text.rstrip("。；;") + "。"
    end = len(normal(head).text)
    for each in find_breakdowns(head + line.text):
        if each.total.end <= end <= each.parts[0].start and _judge(each):
            yield _finding(line, each, Severity.WARNING)


def _judge(each: Breakdown) -> Severity | None:
    """Return how grave the difference is, None where there is none or the words allow it."""
    if each.agrees:
        return None
    low, high = each.parts_range()
    if low > each.total.high:
        doubtful = may_overlap(each.names, each.words) or len(each.parts) == 1 or "；" in each.words
    elif high < each.total.low:
        if not _falls_short(each):
            return None
        doubtful = each.completeness is Completeness.OPEN and _ratio(each) < Decimal("0.85")
    else:
        return None
    rough = each.total.rough or any(part.rough for part in each.parts)
    eased = any(word in each.words for word in _EASED)
    return Severity.WARNING if doubtful or rough or eased or not each.certain else Severity.ERROR


def _falls_short(each: Breakdown) -> bool:
    """Tell whether parts below their total are worth a word: a complete list, or one so near or so long that it is meant to be."""
    if each.completeness is Completeness.PARTIAL:
        return False
    if each.completeness is Completeness.CLOSED or len(each.parts) >= 5:
        return True
    return each.slipped() or _ratio(each) >= (Decimal("0.5") if len(each.parts) >= 3 else Decimal("0.8"))


def _ratio(each: Breakdown) -> Decimal:
    return each.parts_range()[1] / each.total.value if each.total.value else Decimal(0)


def _finding(line: Line, each: Breakdown, severity: Severity) -> Finding:
    unit = each.total.unit
    added = each.added()
    actual = int(added) if added == added.to_integral_value() else float(added)
    terms = "＋".join(
        format_number(part.number) + (f"×{times}" if times > 1 else "")
        for part, times in zip(each.parts, each.times, strict=True)
    )
    stated = f"{each.total.words}"
    beyond = "超过" if added > each.total.value else "少于"
    question = "" if severity is Severity.ERROR else "；如有重复计算、未列全或口径不同，请写明"
    floor, roof = min(each.total.start, each.parts[0].start), max(each.total.end, each.parts[-1].end)
    floor = floor if each.total.start >= each.sentence.start else each.parts[0].start
    return Finding(
        rule=RULE.name,
        severity=severity,
        message=f"分项合计{format_number(actual)}{unit}，{beyond}总数{stated}，与总数不符",
        section=line.section,
        quote=each.sentence.line.quote(floor, roof),
        expected=each.total.number,
        actual=actual,
        suggestion=f"{terms}＝{format_number(actual)}，总数写{stated}，相差{format_number(abs(float(each.total.value - added)))}{unit}；"
        f"请核对总数和各分项{question}",
        place=line.place,
    )


def _named_sums(line: Line) -> Iterator[Finding]:
    """Yield the sums of parts that are called by their names: 甲与乙两类加起来1779条."""
    for each in find_named_sums(line.text):
        added = sum(part.mention.value for part in each.parts)
        terms = "＋".join(f"{part.name}{format_number(part.mention.number)}" for part in each.parts)
        yield Finding(
            rule=RULE.name,
            severity=Severity.WARNING,
            message=f"文中写合计{each.total.words}，而{terms}＝{format_number(int(added))}",
            section=line.section,
            quote=each.quote,
            expected=int(added),
            actual=each.total.number,
            suggestion="请核对这几项和它们的合计",
            place=line.place,
        )


def _uneven_shares(line: Line) -> Iterator[Finding]:
    for shares in find_shares(line.text):
        if not (off := shares.off()):
            continue
        total = float(shares.total)
        terms = "＋".join(f"{format_number(each.number)}%" for each in shares.mentions)
        yield Finding(
            rule=RULE.name,
            severity=Severity.ERROR if off == "over" or shares.complete else Severity.WARNING,
            message=f"各项占比合计{format_number(total)}%，不等于100%",
            section=line.section,
            quote=_words(shares),
            expected=100,
            actual=total,
            suggestion=f"{terms}＝{format_number(total)}%，超出四舍五入的误差；请核对各项占比",
            place=line.place,
        )


def _words(shares: Shares) -> str:
    return shares.sentence.line.quote(shares.mentions[0].start, shares.mentions[-1].end)


RULE = Rule(
    name="breakdown-sum",
    severity=Severity.ERROR,
    why="分项之和与总数对不上，读者无法判断哪个数字是真的；这是已发布年度报告里最常见的错误",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息；国办公开办函〔2021〕30号：内容不准确的依规追究责任",
    find=find,
    flags=(
        "全年公开政府信息120条，其中政策文件30条、政策解读22条、工作动态55条、其他12条。",
        "收到申请十八件，其中自然人十二件、法人或其他组织五件。",
        "办理代表建议6件、委员提案9件，共计16件。",
        "受理申请20件（当面提交4件、信函5件、网络10件）。",
        "收到意见40条，采纳、部分采纳、未采纳分别为12条、8条、21条。",
        "制作图解6件、视频3件等共8件。",
        "从申请人看，自然人占82.5%，法人占15%，其他组织占4.5%。",
        "发布稿件620余篇，其中省级媒体300篇、市级媒体200篇、县级媒体50篇。",
    ),
    passes=(
        "全年公开政府信息120条，其中政策文件30条、政策解读22条、工作动态55条、其他13条。",
        "发布稿件620余篇，其中省级媒体370余篇、市级媒体200篇、县级媒体50篇。",
        "开展培训2次，参训63人次，其中机关干部40人次、乡镇干部23人次。",
        "发布信息800条，其中政策解读20条、回应关切6条等。",
        "收到建议7件，其中主办2件，分办1件，会办4件，主动在网站公开2件，其余由主办单位公开。",
        "收到申请28件，其中予以公开12件（当场答复4件、书面答复8件）、部分公开6件、不予公开10件。",
        "网站发布信息300条，其中重要信息52条。",
        "依据《关于公布20件文件的通知（其中有效12件、失效5件）》开展清理。",
    ),
)
