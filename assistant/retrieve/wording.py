"""The wording of a text, without its facts: what retrieval compares."""

import re
from functools import cache

from assistant.retrieve.names import names_of
from assistant.settings import resource

_WIDE = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_TITLE = re.compile(
    r"《[^》]*?(条例|规定|办法|方案|通知|意见|规划|计划|细则|标准|清单|目录|公报|要点|指南|报告|决定|公告)?》"
)
_DATE = re.compile(r"(?:\d{4}年度?|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}日|\d{1,2}[./]\d{1,2}(?![\d%万亿]))")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*[%万亿余多]*")
_AGENCY = re.compile(r"[\u4e00-\u9fff]{2}(?:省|市|县|区)(?=[\u4e00-\u9fff]{1,8}(?:局|厅|委员会))")
_LETTERS = re.compile(r"[^\W_]+")
_QUOTES = re.compile('"([^"\\s]{1,30})"')
_BETWEEN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])|(?<=[\])])\s+(?=\d)")
_HALF = re.compile(r"(?<=[\u4e00-\u9fff”》%\d）)])[,;:!?](?=[\u4e00-\u9fff“《\d（(]|$)(?<!\d[,:](?=\d))|[()]")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_SPACE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return a text with half-width digits and single spaces."""
    return _SPACE.sub(" ", text.translate(_WIDE)).strip()


def tidy(text: str) -> str:
    """Return a Chinese text as it is set: full-width marks and quotes, no spaces beside Chinese characters and numbers.

    >>> tidy('共 550 余篇,其中"图解" 3 份(含视频).')
    '共550余篇，其中“图解”3份（含视频）.'
    """
    text = _BETWEEN.sub("", _QUOTES.sub("“\\1”", plain(text)))
    return _HALF.sub(lambda mark: _FULL[mark.group()], text)


def mask(text: str, agency: str = "") -> str:
    """Return a text without numbers, dates, titles (only their kind stays) and the names of its agency.

    >>> mask("8月1日，云川市水务局印发《云川市节水办法》等3件文件", "云川市水务局")
    '，印发办法等件文件'
    """
    text = _TITLE.sub(lambda match: match.group(1) or "文件", plain(text))
    for name in names_of(agency) if agency else ():
        text = text.replace(name, "")
    return _NUMBER.sub("", _DATE.sub("", _AGENCY.sub("", text)))


def letters(text: str) -> str:
    """Return the runs of letters of a text, a space between them: punctuation finds nothing.

    >>> letters("，印发办法（试行）")
    '印发办法 试行'
    """
    return " ".join(_LETTERS.findall(text))


@cache
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    import yaml

    path = resource("corpus", "lexicons", "synonyms.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = {str(said): str(written) for said, written in yaml.load(path.read_text(encoding="utf-8"), loader).items()}
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), table


def expand(question: str) -> str:
    """Return the official words for the colloquial ones of a question, each once (corpus/lexicons/synonyms.yaml).

    >>> expand("老百姓没人来要材料")
    '群众 居民 公众 未收到 申请'
    """
    pattern, table = _synonyms()
    words = (word for said in pattern.findall(question) for word in table[said].split())
    return " ".join(dict.fromkeys(words))
