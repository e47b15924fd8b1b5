"""A growth or fall that its two numbers do not give."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.reading.changes import Change, expected_change, find_changes
from assistant.check.reading.lastyear import before_of
from assistant.check.reading.mentions import PERCENT, Mention
from assistant.check.reading.moves import find_moves
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Line

_TIMES = {"%": "%", "百分点": "个百分点", "倍": "倍"}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare each stated change with the numbers of its sentence, else with last year's report where it is given."""
    document = evidence.document
    for line in document.paragraphs():
        for change in (*find_changes(line.text, document.year), *find_moves(line.text)):
            if change.bases or change.step:
                yield from _against_sentence(line, change)
            elif evidence.previous is not None and change.amount is not None:
                for base, where in before_of(evidence.previous, document, line, change.current):
                    yield from _against_report(line, change, change.amount, base, where)


def _against_sentence(line: Line, change: Change) -> Iterator[Finding]:
    amount = change.amount
    if amount is None:
        yield from _without_amount(line, change)
    elif change.bases:
        if not any(_fits(change, amount, now, then) for now in change.currents for then in change.bases):
            likeliest = _nearest(change, amount) if change.distant else change
            yield _finding(line, likeliest, amount, change.bases[0].value, "文中", sure=not change.distant)
    elif change.step is not None and not _step_fits(change, amount, change.step):
        base = change.current.value - change.sign * change.step.value
        yield _finding(line, change, amount, base, "由增减数推算")


def _nearest(change: Change, amount: Mention) -> Change:
    """Put the number of an earlier sentence first that comes nearest to the change told."""

    def off(now: Mention) -> Decimal:
        exact = expected_change(now.value, change.bases[0].value, amount.unit)
        return abs(abs(exact) - amount.value) if exact is not None else Decimal(10**9)

    ordered = tuple(sorted(change.currents, key=off))
    return msgspec.structs.replace(change, currents=ordered)


def _step_fits(change: Change, amount: Mention, step: Mention) -> bool:
    for now in change.currents:
        base = now.value - change.sign * step.value
        if base > 0 and _near(expected_change(now.value, base, PERCENT), change.sign, amount):
            return True
    return change.current.rough or step.rough


def _fits(change: Change, amount: Mention, now: Mention, then: Mention) -> bool:
    """Tell whether two numbers give the stated change, for some value each of them may mean."""
    if change.sign == 0:
        return then.value > 0 and _overlaps(now.low / max(then.high, Decimal(1)), now.high / then.low, amount)
    if amount.unit == "番":
        return then.value > 0 and abs(now.value / then.value / 2 ** int(amount.value) - 1) <= Decimal("0.05")
    pairs = [(now.value, then.value), (now.low, then.high), (now.high, then.low)]
    values = [expected_change(new, old, amount.unit) for new, old in pairs]
    signed = [change.sign * value for value in values if value is not None]
    return bool(signed) and _overlaps(min(signed), max(signed), amount)


def _near(value: Decimal | None, sign: int, amount: Mention) -> bool:
    return value is not None and _overlaps(sign * value, sign * value, amount)


def _overlaps(low: Decimal, high: Decimal, amount: Mention) -> bool:
    half = Decimal(5) / 10 ** (amount.decimals + 1) if amount.unit in (PERCENT, "百分点", "倍") else Decimal(0)
    return low <= amount.high + half and amount.low - half <= high


def _against_report(line: Line, change: Change, amount: Mention, base: Decimal, where: str) -> Iterator[Finding]:
    exact = expected_change(change.current.value, base, amount.unit)
    if amount.unit == "番" or change.sign == 0 or change.current.rough:
        return
    if exact is None or not _near(exact, change.sign, amount):
        yield _finding(line, change, amount, base, where, sure=where.startswith("上年报告表"))


def _without_amount(line: Line, change: Change) -> Iterator[Finding]:
    """Yield numbers that are said to be the same and are not, or to go up and go down."""
    now, then = change.current, change.bases[0]
    if change.sign == 0 and any(each.low <= then.high and then.low <= each.high for each in change.currents):
        return
    if change.sign and (now.value - then.value) * change.sign >= 0:
        return
    said = "持平" if change.sign == 0 else "增加" if change.sign > 0 else "减少"
    yield Finding(
        rule=RULE.name,
        severity=Severity.ERROR,
        message=f"两年数量与“{said}”的说法不符：上年{then.words}、本年{now.words}",
        section=line.section,
        quote=change.quote(),
        expected=then.number,
        actual=now.number,
        suggestion=f"{format_number(now.number)}－{format_number(then.number)}＝{format_number(float(now.value - then.value))}；请核对",
        place=line.place,
    )


def _finding(line: Line, change: Change, amount: Mention, base: Decimal, where: str, *, sure: bool = True) -> Finding:
    exact = expected_change(change.current.value, base, amount.unit)
    rough = change.current.rough or amount.rough or any(each.rough for each in change.bases)
    stated = f"{'下降' if change.sign < 0 else '增长' if change.sign else '是上年的'}{amount.words}"
    numbers = f"本年{change.current.words}、上年{format_number(float(base))}{change.current.unit}（{where}）"
    if exact is None:
        message, expected = f"上年为0，不能计算增长{'率' if amount.unit == PERCENT else '倍数'}，文中写{stated}", None
        calculation = "上年为0时写增加的数量，不写百分比"
    else:
        shown = _shown(exact + (1 if change.sign == 0 else 0), amount)
        expected = float(shown) if shown % 1 else int(shown)
        message = f"增减幅度与数量不符：{numbers}，应为{_direction(exact, change.sign)}{abs(shown)}{_TIMES.get(amount.unit, amount.unit)}，文中写{stated}"
        calculation = _calculation(change.current.value, base, amount.unit, exact)
    return Finding(
        rule=RULE.name,
        severity=Severity.ERROR if sure and not rough else Severity.WARNING,
        message=message,
        section=line.section,
        quote=change.quote(),
        expected=abs(expected) if expected is not None else None,
        actual=amount.number,
        suggestion=calculation + ("" if sure and not rough else "；两年口径不同的，请写明"),
        place=line.place,
    )


def _shown(exact: Decimal, amount: Mention) -> Decimal:
    places = amount.decimals if amount.unit in (PERCENT, "百分点", "倍") else 0
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _direction(exact: Decimal, sign: int) -> str:
    return "" if sign == 0 else "增长" if exact > 0 else "下降" if exact < 0 else "持平，变化"


def _calculation(now: Decimal, base: Decimal, unit: str, exact: Decimal) -> str:
    new, old = format_number(float(now)), format_number(float(base))
    if unit == PERCENT:
        return f"（{new}－{old}）÷{old}＝{exact:.4f}%"
    if unit in ("倍", "番"):
        return f"{new}÷{old}＝{now / base:.3f}，即增长{exact if unit == '倍' else exact - 1:.3f}倍"
    return f"{new}－{old}＝{format_number(float(exact))}"


RULE = Rule(
    name="growth",
    severity=Severity.ERROR,
    why="同比增减要能由两年的数量重新算出；多见沿用旧百分比、方向写反、把百分点写成百分比",
    source="GB/T 8170—2008《数值修约规则与极限数值的表示和判定》；《政府信息公开条例》第六条",
    find=find,
    flags=(
        "全年新收申请100件，同比增长20%（上年80件）。",
        "新收申请较上年的80件增长30%，达到100件。",
        "受理申请由上年的60件减少到45件，下降15%。",
        "全年收到申请90件，比上年增加20件，增长25%。",
        "全年收到申请90件，比去年的80件增加15件。",
        "按时办结率由95%提高到98%，提高2个百分点。",
        "上年收到申请50件，本年收到40件，增长20%。",
        "全年公开信息300条，是上年100条的2倍。",
        "咨询量由上年的75件增至57件。",
        "收到申请9件，与上年（8件）持平。",
        "本年收到申请12件，上年0件，同比增长100%。",
    ),
    passes=(
        "全年新收申请100件，同比增长25%（上年80件）。",
        "新收申请较上年的80件增长25%，达到100件。",
        "受理申请由上年的60件减少到45件，下降25%。",
        "全年收到申请100件，比上年增加20件，增长25%。",
        "按时办结率由95%提高到98%，提高3个百分点。",
        "全年公开信息300条，是上年100条的3倍，较上年增长2倍。",
        "全年收到申请51件，上年结转2件，同比增长8.5%。",
        "全年收到申请80余件，比上年的60件增长约三成。",
    ),
)
