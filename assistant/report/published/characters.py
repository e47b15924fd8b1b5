"""Characters as PDF fonts, scanners and converters leave them become characters as they were meant.

`mend` is safe on any text. `restore` gives flattened punctuation its full width back, and is for whole files of which
`is_flattened` says so: in any other file a half-width comma is the author's, and a finding.
"""

import re
import unicodedata
from collections.abc import Iterable

_RADICALS = {
    "⺀": "冫", "⺁": "厂", "⺄": "乙", "⺅": "亻", "⺆": "冂", "⺈": "刀", "⺉": "刂", "⺊": "卜", "⺌": "小", "⺍": "小",
    "⺎": "兀", "⺐": "尢", "⺒": "巳", "⺓": "幺", "⺔": "彑", "⺕": "彐", "⺖": "忄", "⺘": "扌", "⺙": "攵", "⺛": "旡",
    "⺜": "日", "⺝": "月", "⺞": "歺", "⺟": "母", "⺠": "民", "⺡": "氵", "⺢": "氺", "⺣": "灬", "⺤": "爫", "⺥": "爫",
    "⺦": "丬", "⺧": "牛", "⺨": "犭", "⺩": "王", "⺪": "疋", "⺫": "罒", "⺬": "示", "⺭": "礻", "⺮": "竹", "⺯": "糹",
    "⺰": "纟", "⺱": "罓", "⺲": "罒", "⺶": "羊", "⺷": "羊", "⺸": "羊", "⺹": "耂", "⺺": "肀", "⺻": "聿", "⺼": "肉",
    "⺽": "臼", "⺾": "艹", "⺿": "艹", "⻀": "艹", "⻁": "虎", "⻂": "衤", "⻃": "覀", "⻄": "西", "⻅": "见", "⻆": "角",
    "⻈": "讠", "⻉": "贝", "⻊": "足", "⻋": "车", "⻌": "辶", "⻍": "辶", "⻎": "辶", "⻏": "阝", "⻐": "钅", "⻑": "長",
    "⻒": "镸", "⻓": "长", "⻔": "门", "⻖": "阝", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞",
    "⻝": "食", "⻟": "飠", "⻠": "饣", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦",
    "⻩": "黄", "⻪": "黾", "⻫": "斉", "⻬": "齐", "⻭": "歯", "⻮": "齿", "⻯": "竜", "⻰": "龙", "⻱": "龜", "⻲": "亀",
    "⻳": "龟",
}  # fmt: skip
"""CJK Radicals Supplement to the ordinary characters (Unicode, EquivalentUnifiedIdeograph)."""
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB07), *range(0xFE30, 0xFE45))
"""Kangxi radicals, compatibility ideographs, ligatures, vertical punctuation: what NFKC may touch, and nothing else."""
_ALIKE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05, 0xFF0B)
_SPACES = dict.fromkeys((0x3000, 0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2028, 0x2029, 0x85, 0x0B, 0x0C), " ")
_INVISIBLE = dict.fromkeys(
    (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, 0xFEFF, 0x00AD, 0xFFFE)
)
_CONTROL = dict.fromkeys((*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)))
_TABLE: dict[int, str | None] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in (*_COMPATIBLE, *_ALIKE)},
    **_SPACES,
    **_INVISIBLE,
    **_CONTROL,
    **{ord(radical): character for radical, character in _RADICALS.items()},
}
_ODD = re.compile("[" + "".join(map(re.escape, map(chr, sorted(set(_TABLE) - {9, 10, 13})))) + "]")
_HAN = r"\u3400-\u9fff\U00020000-\U0003134f"
_WIDE_MARKS = "，。、；：？！（）《》〈〉“”‘’【】〔〕…—"
_GAP = re.compile(
    rf"(?<=[{_HAN}{_WIDE_MARKS}])[ \t]+(?=[{_HAN}{_WIDE_MARKS}\d])|(?<=[\d%])[ \t]+(?=[{_HAN}{_WIDE_MARKS}])"
)
_NARROW = re.compile(rf"(?<=[{_HAN}])[,:;!?](?![/\d]\d)|[(](?=[{_HAN}])|[,:;](?=[{_HAN}])")
_WIDE = re.compile(r"[，：；！？（]")
_ORDER_NO = re.compile(r"[\[［【(]\s*((?:19|20)\d\d)\s*[\]］】)](?=\s*(?:第\s*)?\d+\s*号)")
_ROUND = re.compile(r"[(]([^()（）]*)[)](?=(.?))")
_COMMA = re.compile(rf"(?<=[{_HAN}”》）%\d]),[ \t]*(?=[{_HAN}“《（\"(])|(?<=[{_HAN}”》）\"]),[ \t]*(?=\d)")
_OTHERS = re.compile(rf"(?<=[{_HAN}”》）\"])([:;!?])[ \t]*|(?<=\d)([:;])[ \t]*(?=[{_HAN}])")
_MARKS = {":": "：", ";": "；", "!": "！", "?": "？"}


def mend(text: str) -> str:
    """Return the text with radicals as characters, half-width digits and letters, plain spaces, nothing invisible.

    >>> mend("⻔户⺠⽣，２０２３　年①")
    '门户民生，2023 年①'
    """
    return text.translate(_TABLE) if _ODD.search(text) else text


def tighten(text: str) -> str:
    """Return the text without the spaces that layout put beside Chinese characters.

    >>> tighten("2023 年，共 发布 OA 信息 302 条 。")
    '2023年，共发布 OA 信息302条。'
    """
    return _GAP.sub("", re.sub(r"[ \t\r\n]+", " ", text)).strip()


def is_flattened(texts: Iterable[str]) -> bool:
    """Say whether a file as a whole has lost the width of its punctuation: more half-width than full-width marks."""
    narrow = wide = 0
    for text in texts:
        narrow += len(_NARROW.findall(text))
        wide += len(_WIDE.findall(text))
    return narrow >= 5 and narrow > 2 * wide


def restore(text: str) -> str:
    """Return the text with full-width punctuation wherever it stands in Chinese.

    >>> restore('我局(市直)发布22件,其中"三审三校"2条;依据国办函[2020] 109号:1,234元')
    '我局（市直）发布22件，其中“三审三校”2条；依据国办函〔2020〕109号：1,234元'
    """
    text = _ORDER_NO.sub(r"〔\1〕", text)
    text = re.sub(r"〕\s+(?=\d+\s*号)", "〕", text)
    for _ in range(2):  # brackets within brackets
        text = _ROUND.sub(_widen_brackets, text)
    text = _OTHERS.sub(lambda match: _MARKS[match[1] or match[2]], _COMMA.sub("，", text))
    return _quotes(text)


def _widen_brackets(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    around = f"{before}{match[1]}{match[2]}"
    return f"（{match[1]}）" if re.search(f"[{_HAN}]", around) else match[0]


def _quotes(text: str) -> str:
    """Pair straight quotes where a paragraph has an even number of them."""
    if text.count('"') % 2 or not re.search(f"[{_HAN}]", text):
        return text
    pieces = text.split('"')
    return "".join(piece + ("“”"[index % 2] if index < len(pieces) - 1 else "") for index, piece in enumerate(pieces))
