"""A request, a review or a suit counted with another word than 件."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words
from assistant.report import Line

_ABOUT = re.compile(r"申请|复议|诉讼|应诉|起诉")
_COUNTED = re.compile(r"(?<![\d.,])\d[\d,]{0,8}(件|条|个|次|起|份|项|封)(?=[，；、。）]|$)")
_DISPOSED = re.compile(
    r"(?:起诉|再诉|诉讼|复议|应诉|维持|纠正|撤回|审结|审理|申请|递交|答复|办结|结转|不予公开|拒绝|驳回|胜诉|败诉|补正|其他结果)[^，；。、：]{0,8}$"
)
_OTHER = re.compile(r"培训|会议?|检查|宣传|抽查|指导|通报|解读|咨询|栏目|系统|建议|提案|意见|措施|信息\d*$")
_ENOUGH = 2


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped combinations of object and counting word, then for one strange word among the parts of a count."""
    said = list(find_words("wrong-quantifier", evidence))
    yield from said
    known = {(each.place, each.quote) for each in said}
    for line in evidence.document.paragraphs():
        for found in _strange(line):
            if not any(place == found.place and found.quote in quote for place, quote in known):
                yield found


def _strange(line: Line) -> Iterator[Finding]:
    """Yield the one part that is counted otherwise where at least two of the sentence's counts are in 件."""
    plain = normal(line.text)
    for sentence in re.finditer(r"[^。]+。?", plain.text):
        if not _ABOUT.search(sentence.group()):
            continue
        counts = list(_COUNTED.finditer(plain.text, sentence.start(), sentence.end()))
        odd = [each for each in counts if each.group(1) != "件"]
        if len(odd) != 1 or len(counts) - len(odd) < _ENOUGH:
            continue
        before = re.split(r"[，；。、：]", plain.text[sentence.start() : odd[0].start()])[-1]
        if _DISPOSED.search(before) and not _OTHER.search(before):
            quote = plain.quote(odd[0].start(), odd[0].end())
            yield at(
                RULE,
                line,
                f"“{before}{odd[0].group()}”：同一句里别的都以“件”计，这里用了“{odd[0].group(1)}”",
                quote=quote,
                suggestion="申请、复议、诉讼以“件”计，请改为“件”",
            )


RULE = Rule(
    name="wrong-quantifier",
    severity=Severity.WARNING,
    why="申请、复议、诉讼在表中以“件”计，正文用别的量词会让人无法核对",
    source="国办公开办函〔2021〕30号 表三、表四",
    find=find,
    flags=("收到政府信息公开申请4次。", "发生行政复议3起。", "行政诉讼8件，其中直接起诉2件，先复议再起诉6条。"),
    passes=("收到政府信息公开申请4件。", "组织培训2次。", "收到申请5件，办结5件，召开申请办理会议3次。"),
)
