"""Words a clerk reads as evidence: those of the notes a model learned from, found again in a note by longest match."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

_READABLE = re.compile(r"[a-z\u4e00-\u9fff]{2,}")
_LONGEST = 8

_STOP_WORDS = """
我们 你们 他们 它们 咱们 大家 自己 有人 别人 这个 那个 这些 那些 这次 那次 这里 那里 这样 那样 怎么 什么 为什么 一个 一下
一些 一点 一次 一件 一份 一条 两个 几个 已经 还是 就是 不是 没有 可以 可能 应该 需要 进行 以及 其中 其他 因为 所以 但是
然后 如果 或者 并且 而且 今天 昨天 明天 上周 下周 本周 上个月 本月 上午 下午 今年 去年 年底 年初 月底 星期 周一 周二 周三
周四 周五 左右 以上 以下 之前 之后 以后 以前 现在 刚才 时候 时间 起来 出来 出去 上去 下来 下去 过来 过去 之类 等等 还有
都是 只有 只是 不过 关于 对于 由于 按照 根据 为了 通过 同时 一起 共计 总共 一共 全部 所有 每个 各个 各种 有的 有点 不能
不会 不要 没法 还没 不少 不到 多少 几乎 大概 大约 约为 本局 我局 本镇 我镇 全县 全市 全区 全省 某某 相关 有关
"""
STOP = frozenset(_STOP_WORDS.split())
"""Words that tell nothing by themselves; a clerk would ask what is meant by them."""


class Word(NamedTuple):
    """A word at characters start to end of a note."""

    text: str
    start: int
    end: int


class Finder:
    """Finds known words in a note, longest first, from left to right; what it does not know it passes over."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._lengths: dict[str, tuple[int, ...]] = {}
        for head in {word[:2] for word in self.words}:
            self._lengths[head] = ()
        for word in self.words:
            self._lengths[word[:2]] = tuple(sorted({*self._lengths[word[:2]], len(word)}, reverse=True))

    def find(self, note: str) -> Iterator[Word]:
        """Yield the words of a masked note in order.

        >>> [word.text for word in Finder(["专家", "专家解读", "挂网"]).find("请专家解读后挂网")]
        ['专家解读', '挂网']
        """
        start = 0
        while start < len(note) - 1:
            for length in self._lengths.get(note[start : start + 2], ()):
                end = start + length
                if end <= len(note) and (text := note[start:end]) in self.words:
                    yield Word(text, start, end)
                    start = end
                    break
            else:
                start += 1


def learn_words(notes: Iterable[Sequence[str]], fewest: int = 2) -> tuple[str, ...]:
    """Return the words of notes given cut into words that a clerk understands: in at least `fewest` notes, no stop word."""
    seen = Counter(word for words in notes for word in set(words))
    return tuple(
        sorted(
            word
            for word, times in seen.items()
            if times >= fewest and word not in STOP and len(word) <= _LONGEST and _READABLE.fullmatch(word)
        )
    )
