"""Rebuild assistant/check/words/{sounds,lexicon,neighbours}.txt: what the rule misspelled-word knows of sounds and words.

Needs pypinyin (MIT), jieba's dictionary (MIT) and corpus/. Run it from anywhere: python models/build_wording.py
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import jieba
from pypinyin import Style, pinyin

PROJECT = Path(__file__).resolve().parent.parent
OUT = PROJECT / "assistant" / "check" / "words"
RAREST = 80
"""Times a word stands in the text that jieba's dictionary was counted on, below which we do not keep it."""
LONGEST = 4
TARGET_SEEN = 4
"""Times a word of two characters stands in the corpus before the rule looks for misspellings of it."""
DOMAIN_SHARE = 0.4
"""Weight of our corpus beside general text."""
_HAN = re.compile("[一-鿿]+")


def general() -> dict[str, int]:
    """Return the words of jieba's dictionary with their counts."""
    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, _ in (line.split(" ") for line in lines)}


def texts() -> Iterator[str]:
    """Yield the runs of Chinese characters of the corpus, the printed passages twice: they are proofread, notes are not."""
    for name, times in (("passages/starter.jsonl", 2), ("passages/paired.jsonl", 2), ("notes.jsonl", 1)):
        for line in (PROJECT / "corpus" / name).read_text(encoding="utf-8").splitlines():
            for run in _HAN.findall(json.loads(line)["text"]):
                yield from [run] * times


def costs(words: Counter[str], known: dict[str, int]) -> dict[str, int]:
    """Return what a word costs, ten times the negative logarithm of how often it is met."""
    whole, ours = sum(known.values()), sum(words.values())
    kept = {word for word, count in known.items() if count >= RAREST or len(word) == 1 or words[word] > 1}
    return {
        word: round(-10 * math.log((1 - DOMAIN_SHARE) * known[word] / whole + DOMAIN_SHARE * words[word] / ours))
        for word in kept
        if known[word] and len(word) <= LONGEST and _HAN.fullmatch(word)
    }


def sounds() -> dict[str, str]:
    """Return the characters of GB 2312's first level by each of their readings without tone."""
    read: dict[str, str] = defaultdict(str)
    for code in range(0xB0A1, 0xD7FA):
        try:
            mark = code.to_bytes(2, "big").decode("gb2312")
        except UnicodeDecodeError:
            continue
        for sound in dict.fromkeys(pinyin(mark, style=Style.NORMAL, heteronym=True)[0]):
            read[sound] += mark
    return read


def main() -> None:
    """Write the three files."""
    known = general()
    words: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for run in texts():
        cut = list(jieba.cut(run, HMM=False))
        words.update(cut)
        beside.update(f"{left} {right}" for left, right in pairwise(cut))
    targets = {word for word in words if len(word) == 2 and words[word] >= TARGET_SEEN and word in known}
    cost = costs(words, known)
    lexicon = [f"{word} {cost[word]}{' ' + said(word) if word in targets else ''}" for word in sorted(cost)]
    (OUT / "lexicon.txt").write_text("\n".join(lexicon) + "\n", encoding="utf-8")
    (OUT / "sounds.txt").write_text(
        "".join(f"{sound} {marks}\n" for sound, marks in sorted(sounds().items())), encoding="utf-8"
    )
    kept = [pair for pair, times in beside.items() if times > 1 and targets & set(pair.split())]
    (OUT / "neighbours.txt").write_text("\n".join(sorted(kept)) + "\n", encoding="utf-8")


def said(word: str) -> str:
    """Return the reading of a word without tones: gong-kai."""
    return "-".join(each[0] for each in pinyin(word, style=Style.NORMAL))


if __name__ == "__main__":
    main()
