"""A percentage that its own two counts do not give."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mentions import rounds_to
from assistant.check.reading.ratios import Ratio, find_impossible, find_ratios
from assistant.check.reading.slips import is_slip
from assistant.check.reading.tableshares import Counts
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Line

_PERCENT = re.compile("[%％成半]|分之")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Divide again wherever a share or a rate stands with its counts; half a unit of the last printed digit is allowed."""
    for line in evidence.document.paragraphs():
        if not _PERCENT.search(line.text):
            continue
        for ratio in find_ratios(line.text, Counts(evidence.document, line)):
            if any(ratio.wholes) and not _holds(ratio):
                yield _finding(line, ratio)
        for sentence, mention in find_impossible(line.text):
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"比率不能超过100%，文中写{mention.words}",
                section=line.section,
                quote=sentence.line.quote(max(sentence.start, mention.start - 12), mention.end),
                expected=100,
                actual=mention.number,
                suggestion="请核对这一比率的分子和分母",
                place=line.place,
            )


def _holds(ratio: Ratio) -> bool:
    """Tell whether some whole near by gives the printed percentage."""
    for whole in ratio.wholes:
        if whole <= 0:
            continue
        low, high = ratio.low * 100 / whole, ratio.high * 100 / whole
        if rounds_to(low, ratio.printed) or rounds_to(high, ratio.printed) or low < ratio.printed.value < high:
            return True
    return False


def _likeliest(ratio: Ratio) -> Decimal:
    """Return the whole that was most likely meant: one that gives the printed share up to a slip, else the first."""
    printed = ratio.printed.value
    wholes = [whole for whole in ratio.wholes if whole > 0]
    near = (whole for whole in wholes if _slipped(ratio.part * 100 / whole, printed, ratio.printed.decimals))
    return wholes[0] if ratio.certain else next(near, wholes[0])


def _slipped(exact: Decimal, printed: Decimal, decimals: int) -> bool:
    step = Decimal(10) ** decimals
    return is_slip(round(exact * step), round(printed * step)) or is_slip(round(exact), round(printed))


def _finding(line: Line, ratio: Ratio) -> Finding:
    printed, part = ratio.printed, format_number(float(ratio.part))
    whole = _likeliest(ratio)
    exact = ratio.part * 100 / whole
    expected = exact.quantize(Decimal(1).scaleb(-max(printed.decimals, 0)), ROUND_HALF_UP)
    cut = abs(exact - printed.value) < Decimal(1).scaleb(-printed.decimals)
    rough = printed.rough or ratio.low != ratio.high
    asks = rough or not ratio.certain
    counts = f"{part}÷{format_number(float(whole))}"
    return Finding(
        rule=RULE.name,
        severity=Severity.WARNING if asks else Severity.ERROR,
        message=f"百分比与数量不符：{part}与{format_number(float(whole))}之比是{expected}%，文中写{printed.words}",
        section=line.section,
        quote=ratio.quote,
        expected=float(expected),
        actual=printed.number,
        suggestion=f"{counts}＝{exact:.4f}%，{'应四舍五入，不能截尾，' if cut else ''}宜写{expected}%"
        + ("；如按其他口径计算，请写明" if asks else ""),
        place=line.place,
    )


RULE = Rule(
    name="percentage",
    severity=Severity.ERROR,
    why="占比、办结率等要能由文中的数量重新算出；截尾或沿用旧数会与数量矛盾",
    source="GB/T 8170—2008《数值修约规则与极限数值的表示和判定》；《政府信息公开条例》第六条",
    find=find,
    flags=(
        "法人提交申请35件，占805件的4.34%。",
        "全年受理申请80件，其中自然人70件，占87.4%；法人10件，占12.5%。",
        "收到意见262条，采纳49条，采纳率28.7%。",
        "共收到留言四十件，按时答复三十八件，按时答复率百分之九十六。",
        "发布信息200条，其中图解20条、视频30条、文字150条，占比分别为10%、16%、75%。",
        "办理提案25件（主办5件，占25%）。",
        "代表建议和委员提案办复率达101%。",
    ),
    passes=(
        "法人提交申请35件，占805件的4.35%。",
        "全年受理申请80件，其中自然人70件，占87.5%；法人10件，占12.5%。",
        "收到意见262条，采纳49条，采纳率18.7%。",
        "受理60件，办结58件，按时办结率100%。",
        "公开信息90条，同比增长12.5%，其中解读30条，占三成以上。",
        "网站发布300条，占全市发布量的2.1%。",
        "《关于20件事项占40件的60%的说明》已公开。",
    ),
)
