"""Chinese words between straight quotation marks."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.spots import at, is_flattened
from assistant.check.rule import Evidence, Rule

_STRAIGHT = re.compile(r"\"[^\"\n《》]{0,60}[一-鿿][^\"\n《》]{0,60}\"|'[^'\n《》]{0,60}[一-鿿][^'\n《》]{0,60}'")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Count them per line; a document that reading flattened says nothing about its writer."""
    if is_flattened(evidence.document):
        return
    for line in evidence.document.lines:
        found = _STRAIGHT.findall(line.text)
        if found:
            yield at(RULE, line, f"用了{len(found)}处直引号", quote=found[0], suggestion="请改为弯引号“”")


RULE = Rule(
    name="straight-quotes",
    severity=Severity.INFO,
    why="中文公文使用弯引号",
    source="GB/T 15834—2011《标点符号用法》",
    find=find,
    flags=('设置"回应关切"栏目。',),
    passes=("设置“回应关切”栏目。", 'An English "word" stays.'),
)
