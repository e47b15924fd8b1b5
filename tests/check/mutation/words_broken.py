"""Wording broken: confused and repeated words, marks, numbers of persons, sentences left over."""

import re
from collections.abc import Iterator
from random import Random

from clean_reports import Clean
from mutant import Broken, Mutant, mutant, sentence_at, with_line

_CONFUSED = (
    ("申请", "申清"), ("申请", "审请"), ("公开", "工开"), ("公示", "公式"), ("印发", "引发"), ("部分", "部份"),
    ("截至", "截止"), ("渠道", "渠到"), ("反映", "反应"), ("账号", "帐号"), ("培训", "陪训"), ("答复", "达复"),
    ("复议", "复义"), ("诉讼", "诉颂"), ("监督", "监都"), ("制发", "致发"), ("规范性", "规犯性"), ("及时", "急时"),
    ("办结", "办节"), ("结转", "节转"), ("解读", "解毒"), ("栏目", "拦目"), ("按照", "安照"), ("整改", "整该"),
    ("更新", "更薪"), ("编制", "编织"), ("依据", "依剧"), ("严格", "言格"), ("落实", "落时"), ("专栏", "专拦"),
)  # fmt: skip
_DOUBLED = ("公开", "发布", "进行", "开展", "收到", "申请", "信息", "编制", "办结", "制发", "答复", "的", "了", "新增")
_LEFT_OVER = ("XX", "【待补充】", "（宋体加粗）", "××", "（此处填写）", "【】", "XXX")
_PRIVATE = (
    ("id-number", "申请人身份证号为{}。", ("11010519491231002X", "321281198509174216", "370102199003078878")),
    ("mobile-number", "申请人联系手机{}。", ("13812345678", "15906660123", "18700001111", "19912340000")),
    ("bank-card", "退费转入银行卡{}。", ("6222021234567890128", "6217000012345678907", "6228480012345678903")),
    ("car-plate", "涉事车辆为{}。", ("鲁A12345", "京B6G789", "粤B·D12345", "苏E0K88学")),
    ("home-address", "申请人住{}。", ("清河小区3号楼2单元501室", "河口镇张庄村12号", "和平路88号院6栋1202室")),
)
_AGAIN = (
    ("table3.new_received.total", "今年登门、来信和网上递进来的{}件申请，件件有登记。"),
    ("table3.new_received.total", "面对全年新收的{}件政府信息公开申请，经办力量仍显不足。"),
    ("table3.result_total.total", "已经办结的{}件申请全部归档。"),
    ("table3.result_total.total", "翻看这一年办完的{}件申请卷宗，说理部分普遍偏短。"),
    ("table3.carried_out.total", "跨年还要接着办的{}件申请，已逐件明确经办人。"),
    ("table3.granted.total", "予以公开的{}件申请均附送了原件扫描本。"),
)
_COUNTED = re.compile(r"(?:申请|复议|诉讼)[^，。；]{0,4}?\d+(件)")


def broken_words(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Break one word or one mark at a time."""
    yield from _replaced(clean, chance, "word-confused", _CONFUSED, 14)
    yield from _replaced(clean, chance, "word-repeated", [(word, word * 2) for word in _DOUBLED], 10)
    yield from _replaced(clean, chance, "comma-halfwidth", [("，", ",")], 4)
    yield from _replaced(clean, chance, "stop-doubled", [("。", "。。"), ("，", "，，"), ("、", "、、")], 4)
    yield from _replaced(clean, chance, "bracket-open", [("）", "")], 3)
    yield from _replaced(clean, chance, "title-mark-open", [("》", ""), ("《", "")], 3)
    yield from _replaced(clean, chance, "quotation-open", [("”", ""), ("“", "")], 3)
    yield from _measure_words(clean, chance)
    yield from _left_over(clean, chance)


def _replaced(clean: Clean, chance: Random, kind: str, pairs: object, most: int) -> Iterator[Mutant]:
    found = [
        (at, match.start(), old, new)
        for old, new in pairs
        for at, line in enumerate(clean.document.lines)
        if not line.heading
        for match in re.finditer(re.escape(old), line.text)
        if match.start() > 5 and not _titled(line.text, match.start(), old)
    ]
    for at, start, old, new in chance.sample(found, min(most, len(found))):
        yield _at(clean, kind, at, start, old, new)


def _titled(text: str, start: int, old: str) -> bool:
    """Say whether a place stands inside 《》 or “”, where words are somebody else's."""
    before = text[:start]
    inside = before.count("《") > before.count("》") or before.count("“") > before.count("”")
    return inside and old not in "《》“”"


def _at(clean: Clean, kind: str, at: int, start: int, old: str, new: str) -> Mutant:
    text = clean.document.lines[at].text
    changed = text[:start] + new + text[start + len(old) :]
    broken = Broken(f"第{at + 1}段：{old}", old, new, sentence=sentence_at(changed, start))
    return mutant(clean, kind, broken, document=with_line(clean.document, at, changed))


def _measure_words(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Count requests and cases in 个, 条, 次."""
    found = [
        (at, match.start(1))
        for at, line in enumerate(clean.document.lines)
        for match in _COUNTED.finditer(line.text)
    ]  # fmt: skip
    for at, start in chance.sample(found, min(5, len(found))):
        yield _at(clean, "measure-word", at, start, "件", chance.choice("个条次"))


def _paragraphs(clean: Clean, *sections: int) -> list[int]:
    return [at for at, line in enumerate(clean.document.lines) if not line.heading and line.section in sections]


def _left_over(clean: Clean, chance: Random) -> Iterator[Mutant]:
    for words in _LEFT_OVER:
        at = chance.choice(_paragraphs(clean, 1))
        yield _at(clean, "template-residue", at, clean.document.lines[at].text.index("。"), "", words)


def added_sentences(clean: Clean, chance: Random) -> Iterator[Mutant]:
    """Add a sentence: somebody's private data, a number mentioned a second time and otherwise."""
    for kind, sentence, examples in _PRIVATE:
        for example in examples:
            yield _added(clean, kind, chance.choice(_paragraphs(clean, 1, 5, 6)), sentence.format(example))
    for number, (key, sentence) in enumerate(_AGAIN):
        value = clean.cell(key) or 0
        for wrong in (value + 1, value + 3) if value else ():
            at = chance.choice(_paragraphs(clean, 5))
            phrasing = "common" if number in (1, 2, 5) else "unseen"
            yield _added(clean, "second-mention", at, sentence.format(int(wrong)), value, phrasing)


def _added(
    clean: Clean, kind: str, at: int, sentence: str, value: float | None = None, phrasing: str = "common"
) -> Mutant:
    text = clean.document.lines[at].text + sentence
    right = () if value is None else (float(value),)
    broken = Broken(f"第{at + 1}段", value, sentence, phrasing, sentence, right=right)
    return mutant(clean, kind, broken, document=with_line(clean.document, at, text))
