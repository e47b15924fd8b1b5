"""What is no note: emoji, stickers, web addresses, greetings, separators, lines of the chat program."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from assistant.items.lexicon import any_of, lexicon

_EMOJI = (
    "\U0001f000-\U0001faff\u2600-\u2604\u2607-\u26ff\u2700-\u2775\u2794-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u231a\u231b\u23e9-\u23f3\u2328"
    "\u203c\u2049\u2139\u3030\u303d\u3297\u3299\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f"
)
EMOJI = re.compile(f"[{_EMOJI}]+")
URL = re.compile(r"(?:https?://|ftp://|www\.)[^\s一-鿿　-〿＀-￯<>\"]+", re.IGNORECASE)
_RULE = re.compile(r"[\s\-—–―─━═=_*~·•.#+|<>＝－…┄┈]{2,}")
_PAGE = re.compile(r"第\s*\d+\s*页(?:\s*[/，,、]?\s*共\s*\d+\s*页)?|[-—]\s*\d{1,4}\s*[-—]|\d{1,4}\s*/\s*\d{1,4}\s*页")
_MAIL = re.compile(
    r"[>＞\s]*(?:(?:发件人|发送时间|收件人|抄送|密送|主题|From|To|Sent|Subject|Cc)\s*[:：].*|[-—=]{3,}\s*(?:原始邮件|转发的?邮件|Original Message).*)"
)
_TO_ALL = re.compile(
    r"(?:@\S+\s*)*(?:(?:请|麻烦|劳烦)?(?:各位|大家|诸位)[^\d《]{0,30}|如有(?:问题|疑问|不妥)[^\d《]{0,16})"
)
_ASKED = re.compile(r"[^\d《]{0,10}(?:吗|呢|有没有|几[件条个次份]了?|多少|怎么样|咋样)\s*[?？]?")
_VISITS = re.compile(r"\s*(?:浏览|阅读|点击)(?:次数|量)?[:：]\s*\d+\s*次?\s*$")
_STRIPPED = re.compile(rf"[/wW\[浏阅点{_EMOJI}]")
"""One of these stands in everything that is taken out of a line."""
_WORD = re.compile(r"\w")
_BETWEEN = re.compile(r"[\s，,。.!！~～?？、…:：;；()（）]+")
_OPENING = re.compile(
    r"\s*(?:(?:@\S{1,12}\s+|@所有人\s*)+|(?:收到|好的|好嘞|嗯嗯?|OK|ok|明白|知道了|辛苦了|各位好|大家好|大家早|早上好)[，,。！!～~\s]+(?=\S{4}))"
)
_MENTION = re.compile(r"@\S{1,20}(?:\s|$)|@所有人|@全体成员")


_WHOLE = (
    (_RULE, "分隔线"),
    (_PAGE, "页码"),
    (_MAIL, "邮件头"),
    (_TO_ALL, "招呼或确认"),
    (_ASKED, "询问"),
)
"""What a whole line may be, with the reason it is no note."""
_COUNTED_PEOPLE = re.compile(r"\d+\s*[余多]?[人名家]")


class Paste(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists by the name they carry in paste.yaml."""

    stickers: tuple[str, ...]
    acknowledgements: tuple[str, ...]
    program_lines: tuple[str, ...]
    signatures: tuple[str, ...]
    records: tuple[str, ...]
    headers: tuple[str, ...]
    personal: tuple[str, ...]
    backward: tuple[str, ...]
    statement_verbs: tuple[str, ...]


class _Patterns(NamedTuple):
    """The patterns of noise, compiled once."""

    sticker: re.Pattern[str]
    nothing: re.Pattern[str]
    program: re.Pattern[str]
    signature: re.Pattern[str]


class Stripped(NamedTuple):
    """A line without what is noise in it, and what was taken out with the reason."""

    text: str
    taken: tuple[tuple[str, str], ...]


@cache
def paste_words() -> Paste:
    """Read the word lists, once."""
    import yaml

    text = (Path(__file__).parent / "paste.yaml").read_text(encoding="utf-8")
    return msgspec.convert(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), Paste)


@cache
def _patterns() -> _Patterns:
    words = paste_words()
    role = "(?:科长|局长|处长|主任|老师|科|局|处|总|工|姐|哥)"
    person = rf"(?:[{lexicon().surnames}]{role}|[小老][一-鿿]|[一-鿿]姐|[一-鿿]哥)"
    return _Patterns(
        re.compile(
            rf"\[{any_of(words.stickers)}\](?:\s*\S+\.(?:docx?|xlsx?|pdf|pptx?|zip|rar|jpe?g|png|mp4|wps|ofd)$)?"
        ),
        re.compile(rf"(?:{any_of(words.acknowledgements)}|{person})+"),
        re.compile(any_of(words.program_lines)),
        re.compile(rf"{any_of(words.signatures)}\s*[:：]"),
    )


def strip_noise(line: str) -> Stripped:
    """Take web addresses, stickers and emoji out of a line."""
    if not _STRIPPED.search(line):
        return Stripped(line, ())
    taken: list[tuple[str, str]] = []
    for pattern, reason in (
        (URL, "链接"),
        (_VISITS, "网页文字"),
        (_patterns().sticker, "表情或附件"),
        (EMOJI, "表情或附件"),
    ):
        found = pattern.findall(line)
        if found:
            line = pattern.sub(" ", line)
            taken += [(each, reason) for each in found if each.strip("\u200d\ufe0f\ufe0e")]
    if taken:
        line = re.sub(r"[（(]\s*[)）]", "", re.sub(r"(?<=\S) {2,}(?=\S)", " ", line))
        line = re.sub(r" (?=[，。；、：！？）】》])", "", line)
    return Stripped(line, tuple(taken))


def strip_opening(line: str) -> Stripped:
    """Take an acknowledgement off the beginning of a message: 好的，民声连线4件都办结了."""
    match = _OPENING.match(line)
    return Stripped(line[match.end() :], ((match.group().strip(), "招呼或确认"),)) if match else Stripped(line, ())


def reason_of(line: str) -> str:
    """Return why a whole line is no note, or nothing if it may be one."""
    bare = line.strip()
    for pattern, reason in _WHOLE:
        if pattern.fullmatch(bare):
            return reason
    if len(bare) <= 60 and _patterns().program.search(bare):
        return "聊天软件提示"
    if _patterns().signature.match(bare) and not _COUNTED_PEOPLE.search(bare):
        return "署名"
    if len(bare) > 40:
        return ""
    words = _BETWEEN.sub("", _MENTION.sub("", bare) if "@" in bare else bare)
    if not _WORD.search(words):
        return "招呼或确认" if _WORD.search(bare) else "标点"
    return "招呼或确认" if _patterns().nothing.fullmatch(words) else ""
