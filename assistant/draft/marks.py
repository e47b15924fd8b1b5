"""Text that remembers where it came from while a template lays it out.

A fact reaches a template as a string with three private-use characters around it: START kind:id SEP text END. After
rendering the marks are read off and every sentence knows its sources. Users' text never holds these characters.
"""

import re

from assistant.report import Sentence, Source

_START, _SEP, _END = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_START}([^{_SEP}]*){_SEP}|{_END}")
_GAP = re.compile(r"【待补充：[^】]*】")


def mark(text: str, kind: str, *ids: str) -> str:
    """Return `text` marked as coming from the sources `ids` of one kind (item, figure, user)."""
    opened = "".join(f"{_START}{kind}:{each}{_SEP}" for each in ids)
    return f"{opened}{text}{_END * len(ids)}"


def clean(text: str) -> str:
    """Return a user's text without the three characters used as marks."""
    return re.sub(f"[{_START}{_SEP}{_END}]", "", text)


def plain(text: str) -> str:
    """Return marked text without its marks."""
    return _MARK.sub("", text)


def gap(what: str) -> str:
    """Return the visible place of a missing fact."""
    return f"【待补充：{what}】"


def to_sentence(line: str, template: str) -> Sentence:
    """Read the marks of one rendered line off into a sentence; a line without facts rests on its template."""
    sources = dict.fromkeys(match.group(1) for match in _MARK.finditer(line) if match.group(1))
    text = plain(line).strip()
    found = tuple(Source(*source.split(":", 1)) for source in sources) or (Source("template", template),)
    return Sentence(text, found, tuple(_GAP.findall(text)))
