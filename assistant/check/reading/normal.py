"""A line as the rules read it: one width of marks, no blanks, nothing of titles and quotations; each place leads back."""

import re
from functools import lru_cache

import msgspec

HIDDEN = "\x00"
"""Stands for each character of a title, a quotation, a document number; no number is read out of it."""

_DIGITS = {chr(0xFF10 + digit): str(digit) for digit in range(10)}
_FOLD = str.maketrans(
    {**_DIGITS, "％": "%", "﹪": "%", "．": ".", "(": "（", ")": "）", ";": "；", "?": "？", "!": "！", "﹔": "；"}
)
_BLANK = re.compile(r"\s+")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))|(?<=\d{4}),")
_THOUSANDS = re.compile(r"(?<=\d)，(?=\d{3}(?!\d))(?<!\d{4}，)")
_COLON = re.compile(r"(?<!\d):|:(?!\d)")
_QUOTED = re.compile(
    r"《(?:[^《》]|《[^《》]{0,120}》){0,160}》|“[^“”。]{0,120}”|\"[^\"。]{0,120}\"|‘[^‘’。]{0,120}’|「[^「」]{0,120}」"
    r"|〔[^〕]{0,12}〕|\[\d{4}\]|【[^】]{0,60}】"
)


class Normal(msgspec.Struct, frozen=True):
    """A line made plain. `text` hides titles and quotations, `shown` does not; both have the same places."""

    text: str
    shown: str
    original: str
    offsets: tuple[int, ...]
    """Place in the original of each character of `text`."""

    def quote(self, start: int, end: int) -> str:
        """Return the original words of text[start:end]."""
        if start >= end:
            return ""
        return self.original[self.offsets[start] : self.offsets[end - 1] + 1]


@lru_cache(maxsize=2048)
def normal(line: str) -> Normal:
    """Return the plain form of a line.

    >>> normal("公开 302条,其中《3条》8 条").text.replace(HIDDEN, "_")
    '公开302条，其中《__》8条'
    """
    shown = _BLANK.sub("", line)
    same = len(shown) == len(line)
    offsets = tuple(range(len(line)) if same else (place for place, char in enumerate(line) if not char.isspace()))
    shown = shown.translate(_FOLD)
    shown = _COLON.sub("：", _THOUSANDS.sub(",", _COMMA.sub("，", shown)))
    return Normal(_QUOTED.sub(_hide, shown), shown, line, offsets)


def _hide(match: re.Match[str]) -> str:
    found = match.group()
    return found[0] + HIDDEN * (len(found) - 2) + found[-1]
