"""The counted things of a line: 1,200件, 二十二条, 550余篇, 3.5万人次, 4.35%, 百分之五, 3个百分点, with the range each may mean."""

import re
from decimal import Decimal

import msgspec

from assistant.check.reading.normal import Normal
from assistant.items import parse_number

PERCENT, POINTS = "%", "百分点"

_UNITS = (
    "个百分点|百分点|人次|场次|批次|件次|条次|篇次|户次|家次|项次|轮次|台次|课时|学时|词条|%|倍|番"
    "|个(?!工作日|自然日|月|小时|季度|星期|年|百分|人[信所]|体|别|性|案)|件(?!套)|条(?!例|款|线(?!路|索))|篇(?!幅)|份(?!额)|次(?![日年月性序])"
    "|期(?![间限满末])|项(?!目(?!标))|名(?![单录称])|家(?!庭)|位(?![置于])|户|批(?![复准示])|则|张|册|部(?![门署分委])|处(?![室理长置罚])"
    "|座|场(?![所地景])|起(?![草点诉因到])|宗|例(?!如|行|会)|类(?![别型似])|大类|轮|套|台(?!账|风)|本(?![级局市县区省镇年月次报机单])|页|幅|支(?![付持])"
    "|种|款|卷|集(?![中体])|所(?!有|属|在)|间|门(?!户)|笔|封|单(?!位|独)|组(?!织|长|成)|人(?![大民员社事力均性口士才])|辆|栋|只(?!有|能|是|要)|块|枚|棵|吨|亩"
    "|通(?![过报知道告常用信行])|平方米|平方公里|公里|元|字|问(?![题答卷询])|问题"
)
_HAN = "〇零一二两三四五六七八九十百千万亿廿卅"
_BEFORE = "将近|接近|大约|约为|大概|超过|突破|不到|不足|至少|近|约|超|逾"
_COUNTED = re.compile(
    rf"(?P<before>{_BEFORE})?(?<![0-9A-Za-z.,第〔每])(?<!上(?=[百千万]))(?<!\d[-~～至到])(?<!\d—)(?<!百分之)(?<!分之)"
    rf"(?:(?<![几数{_HAN}])(?=[{_HAN}])|(?=\d))"
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{_HAN}]+)"
    rf"(?P<more>[余多来])?(?P<scale>[百千万亿]{{0,2}})(?P<more2>[余多])?(?P<unit>{_UNITS}|(?<=\d[万亿])(?=[、，；。）]|$))"
    r"(?P<after>左右|上下|以上|以内|之多|有余|余|多(?![个名家人样]))?"
)
_SHARE = re.compile(
    rf"(?P<before>{_BEFORE})?(?<!\d[-~～—至到])百分之(?P<n>\d+(?:\.\d+)?|[{_HAN}]+(?:点[{_HAN}]+)?)(?P<after>左右|上下|以上)?"
)
_FRACTION = re.compile(
    rf"(?P<before>{_BEFORE})?(?P<whole>[{_HAN}]+)分之(?P<part>[{_HAN}]+)(?P<after>左右|上下|以上)?"
    rf"|(?P<before2>{_BEFORE})?(?P<tenths>[一二两三四五六七八九])(?P<half>成半)?(?(half)|成)(?=以上|左右|多|[，。；）、]|$)(?P<after2>左右|以上|多)?"
    r"|(?<=[占近约了达足])(?P<before3>到)?(?P<middle>一半|半数|五成)(?P<after3>以上|左右)?"
)
_ROUND = re.compile("分之|成|半")
_SET_PHRASES = re.compile(
    "三位一体|一件事|一次性|一次办|一张图|一张网|两个维护|四个意识|四个自信|两个确立|四个全面|一类|一批|一部分|一家人"
)
_ABOVE, _BELOW = (
    {"超过", "突破", "至少", "超", "逾", "余", "多", "来", "以上", "之多", "有余"},
    {"将近", "接近", "近", "不到", "不足", "以内"},
)
_ONE_STANDS_ALONE = re.compile(r"[，。；、）（：]|$|和|及|与")
_NOT_ONE = tuple("每同某另任这那逐唯统专单进万")


class Mention(msgspec.Struct, frozen=True):
    """A number with what it is counted in, at text[start:end]; what it may mean lies from `low` to `high`.

    `decimals` are the digits printed behind the point; `rough` is set by 约, 余, 近, 以上 and the like.
    """

    value: Decimal
    low: Decimal
    high: Decimal
    unit: str
    start: int
    end: int
    words: str
    rough: bool = False
    decimals: int = 0

    @property
    def number(self) -> int | float:
        """The value as findings carry it."""
        return int(self.value) if self.value == self.value.to_integral_value() else float(self.value)


def find_mentions(line: Normal) -> tuple[Mention, ...]:
    """Return the counted things of a line in order of appearance.

    Ordinals (第2次), ranges (3至5件), durations (20个工作日), set phrases and 一 as an article are none.
    """
    text = _SET_PHRASES.sub(lambda match: "\x00" * len(match.group()), line.text)
    counted = [_counted(match) for match in _COUNTED.finditer(text)]
    shares = [_share(match) for match in _SHARE.finditer(text)] if "百分之" in text else []
    parts = [_fraction(match) for match in _FRACTION.finditer(text)] if _ROUND.search(text) else []
    return tuple(sorted((each for each in (*counted, *shares, *parts) if each), key=lambda each: each.start))


def _counted(match: re.Match[str]) -> Mention | None:
    number, unit, scale = match["n"], match["unit"], match["scale"]
    if number == "一" and not scale and not _is_one(match):
        return None
    if unit == "元" and not scale and number[-1] in "万亿" and len(number) > 1:
        number, scale = number[:-1], number[-1]
    if unit == "元" and scale:
        unit, scale = scale + unit, ""
    value = parse_number(number + scale)
    if value is None:
        return None
    qualifier = match["before"] or match["after"] or match["more"] or match["more2"] or ""
    decimals = len(number.partition(".")[2])
    return _mention(match, Decimal(str(value)), POINTS if POINTS in unit else unit, qualifier, decimals, scale)


def _is_one(match: re.Match[str]) -> bool:
    """Tell whether 一 counts: 主办一件、会办四件 does, 一件事, 每一件 and 一个重要 do not."""
    before = match.string[max(0, match.start() - 1) : match.start()]
    return before not in _NOT_ONE and bool(_ONE_STANDS_ALONE.match(match.string, match.end()))


def _share(match: re.Match[str]) -> Mention | None:
    whole, _, fraction = match["n"].replace("点", ".").partition(".")
    value = 100 if whole == "百" else parse_number(whole)
    digits = "".join(str(parse_number(char)) for char in fraction)
    if value is None or (fraction and not digits.isdigit()):
        return None
    exact = Decimal(f"{value}.{digits}") if digits else Decimal(str(value))
    return _mention(match, exact, PERCENT, match["before"] or match["after"] or "", len(digits), "")


def _fraction(match: re.Match[str]) -> Mention | None:
    """Read 两成, 一半, 四分之一 as percentages; they are said of anything near them."""
    if match["whole"]:
        whole, part = parse_number(match["whole"]), parse_number(match["part"])
        if not whole or not part or match["whole"].startswith("百"):
            return None
        value, slack = Decimal(str(part)) * 100 / Decimal(str(whole)), Decimal("1.5")
    elif match["tenths"]:
        value = Decimal(str(parse_number(match["tenths"]) or 0)) * 10 + (5 if match["half"] else 0)
        slack = Decimal(3 if match["half"] else 5)
    else:
        value, slack = Decimal(50), Decimal(3)
    qualifier = next((match[name] for name in ("before", "before2", "after", "after2", "after3") if match[name]), "")
    low = value if qualifier in _ABOVE else value - slack
    high = value if qualifier in _BELOW else value + (10 if qualifier in _ABOVE else slack)
    return Mention(value, low, high, PERCENT, match.start(), match.end(), match.group(), rough=True)


def _mention(match: re.Match[str], value: Decimal, unit: str, qualifier: str, decimals: int, scale: str) -> Mention:
    low, high = _range(value, unit, qualifier, decimals, scale)
    return Mention(value, low, high, unit, match.start(), match.end(), match.group(), bool(qualifier), decimals)


def _range(value: Decimal, unit: str, qualifier: str, decimals: int, scale: str) -> tuple[Decimal, Decimal]:
    """Return the least and the most a number may mean: 550余 is 550 to 560, 近300 is 200 to 300, 3.5万 is rounded."""
    if qualifier:
        step = max(_last_place(value), value / 20)
        low = value if qualifier in _ABOVE else value - step
        high = value if qualifier in _BELOW else value + step
        return low, high
    if not scale:
        return value, value
    half = Decimal(5) / 10 ** (max(decimals, 1) + 1)
    factor = Decimal(str(parse_number("1" + scale) or 1))
    return value - half * factor, value + half * factor


def _last_place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not zero: 10 of 550, 100 of 300, 0.1 of 3.5."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def rounds_to(exact: Decimal, printed: Mention) -> bool:
    """Tell whether a calculated number, rounded to the printed decimals, is the printed one (half a unit of its last digit)."""
    half = Decimal(5) / 10 ** (printed.decimals + 1)
    return bool(printed.low - half <= exact <= printed.high + half)
