"""Words, as jieba cuts them with the project's own dictionary of the domain (corpus/lexicons/domain.txt)."""

from functools import cache
from typing import Protocol, cast

from assistant.settings import resource


class _Cutter(Protocol):
    def lcut(self, sentence: str, HMM: bool = ...) -> list[str]: ...


@cache
def _cutter() -> _Cutter:
    """Return jieba with the domain dictionary: a tokeniser of our own, so that nobody else's words change ours."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    cutter = jieba.Tokenizer()
    with resource("corpus", "lexicons", "domain.txt").open("rb") as words:  # by path jieba leaves the file open
        cutter.load_userdict(words)
    return cast(_Cutter, cutter)


def cut(text: str) -> list[str]:
    """Return the words of a text in order; joined they are the text again.

    >>> cut("收到依申请公开1件")
    ['收到', '依申请公开', '1', '件']
    """
    return _cutter().lcut(text, HMM=False)
