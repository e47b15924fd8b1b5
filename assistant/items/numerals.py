"""Numbers as clerks write them: 1,200, １２, 3.5万, 550余, 二十二, 廿二, 两百五, 二〇二三."""

import re
from decimal import Decimal

_FOLD = str.maketrans("０１２３４５６７８９．，％／：－", "0123456789.,%/:-")
_DIGITS = {
    char: value
    for value, chars in enumerate(("〇零", "一", "二两", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_SCORES = {"廿": "二十", "卅": "三十", "卌": "四十"}
_WRITTEN = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([百千万亿]{0,2})(\d?)")
_ROUGH = re.compile(r"^(?:将近|接近|大约|大概|超过|不到|不足|近|约|超|逾|达)|(?:左右|上下|以上|余|多|来|许)$")
_CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿廿卅卌]+")
_GROUPS = ("", "万", "亿", "万亿")
_LIMIT = 10**16
_LONGEST = 40
_PLAIN = 15
"""Up to so many digits a number is read at once."""


def parse_number(text: str) -> int | float | None:
    """Return the number a text is, or None where it is none or an estimate without a value (十几, 两三, 数百).

    余, 多, 来, 近, 约 and 左右 around it are read over: 3万余 is 30000. Whole numbers come back as int.

    >>> parse_number("1,200"), parse_number("3万余"), parse_number("廿二"), parse_number("十几")
    (1200, 30000, 22, None)
    """
    if text.isascii() and text.isdecimal() and len(text) <= _PLAIN:
        return int(text)
    folded = text.strip().translate(_FOLD)
    bare = _ROUGH.sub("", _ROUGH.sub("", folded)).strip()
    if len(bare) > _LONGEST:
        return None
    if match := _WRITTEN.fullmatch(bare):
        return _written(*match.groups())
    for score, words in _SCORES.items():
        bare = bare.replace(score, words)
    if not _CHINESE.fullmatch(bare) or "二二十" in bare:
        return None
    if bare in "百千万" and bare == folded:
        return None
    return _positional(bare) if _is_positional(bare) else _chinese(bare)


def _written(whole: str, fraction: str | None, multipliers: str, rest: str) -> int | float | None:
    """Return 3.5 万 as 35000 and 2 万 3 as 23000."""
    value = Decimal(whole.replace(",", "") + (fraction or ""))
    scale = 1
    for char in multipliers:
        scale *= _LARGE.get(char) or _SMALL[char]
    if rest:
        if not multipliers or fraction:
            return None
        return int(value) * scale + int(rest) * scale // 10
    value *= scale
    return int(value) if value == value.to_integral_value() else float(value)


def _is_positional(text: str) -> bool:
    """Tell whether every character is a digit: 二〇二三, 一〇九. Two digits without a zero are an estimate (两三)."""
    return all(char in _DIGITS for char in text)


def _positional(text: str) -> int | None:
    if len(text) == 2 and text[0] not in "〇零" and text[1] not in "〇零":
        return None
    if len(text) > 1 and "两" in text:
        return None
    return int("".join(str(_DIGITS[char]) for char in text))


def _chinese(text: str) -> int | None:
    """Return the value of 一亿零五万三千, or None where the digits do not make a number."""
    for unit in ("亿", "万"):
        if unit in text:
            head, tail = text.rsplit(unit, 1)
            high = 1 if not head else _positional(head) if _is_positional(head) else _chinese(head)
            low = _below(tail, _LARGE[unit])
            return None if high is None or low is None else high * _LARGE[unit] + low
    return _section(text)


def _below(text: str, unit: int) -> int | None:
    """Return what stands after 万 or 亿: nothing, a full number, or a single digit of the next place (三万五)."""
    if not text:
        return 0
    if len(text) == 1 and text in _DIGITS:
        return _DIGITS[text] * unit // 10
    bare = text.lstrip("零〇")
    value = _DIGITS[bare] if len(bare) == 1 and bare in _DIGITS else None if _is_positional(bare) else _chinese(bare)
    return value if value is None or value < unit else None


def _section(text: str) -> int | None:
    """Return a number below 10000 written with 千, 百 and 十; places must fall from left to right."""
    total, digit, last = 0, None, 10_000
    zero = False
    for char in text:
        if char in _SMALL:
            unit = _SMALL[char]
            if unit >= last or (digit is None and unit > 10 and total):
                return None
            total, last = total + (1 if digit is None else digit) * unit, unit
            digit, zero = None, False
        elif digit is not None:
            return None
        elif char in "零〇":
            zero = True
        else:
            digit = _DIGITS[char]
    if digit is None:
        return total
    return total + (digit * last // 10 if last > 10 and not zero and total else digit)


def chinese_number(number: int) -> str:
    """Write a whole number in Chinese numerals, 0 <= number < 10**16.

    >>> chinese_number(10), chinese_number(105), chinese_number(1010), chinese_number(100_000_005)
    ('十', '一百零五', '一千零一十', '一亿零五')

    Raises:
        ValueError: the number is negative or too large.

    """
    if not 0 <= number < _LIMIT:
        raise ValueError(f"cannot write {number} in Chinese numerals")
    if number == 0:
        return "零"
    words = _join_groups(number)
    return words[1:] if words.startswith("一十") else words


def _join_groups(number: int) -> str:
    """Write groups of four digits with 万 and 亿, and a 零 where a group starts with zeros."""
    if number >= _LARGE["亿"]:
        high, low = divmod(number, _LARGE["亿"])
        return _join_groups(high) + "亿" + _after(low, _LARGE["亿"])
    if number >= _LARGE["万"]:
        high, low = divmod(number, _LARGE["万"])
        return _group(high) + "万" + _after(low, _LARGE["万"])
    return _group(number)


def _after(number: int, unit: int) -> str:
    if number == 0:
        return ""
    return ("零" if number < unit // 10 else "") + _join_groups(number)


def _group(number: int) -> str:
    """Write 1 to 9999."""
    words, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if pending and words else "") + "零一二三四五六七八九"[digit] + name
        pending = not digit
    return words


def format_number(value: int | float) -> str:
    """Write a number in digits as reports print it: no thousands separators, no exponent, no trailing zeros.

    >>> format_number(1200), format_number(3.50), format_number(0.04)
    ('1200', '3.5', '0.04')
    """
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
