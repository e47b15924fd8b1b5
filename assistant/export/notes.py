"""What stands beside the text, in words: where a sentence comes from, past wording, findings."""

from collections.abc import Iterator

from assistant.check import Finding, Severity
from assistant.report import Source, Unused
from assistant.retrieve import Suggestion
from assistant.statistics import label_of

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}

_KIND_WORDS = {"item": "工作记录", "figure": "统计数字", "template": "固定表述", "user": "人工填写", "row": "表格行"}


def source_words(source: Source) -> str:
    """Say a source in words.

    >>> source_words(Source("figure", "table3.granted.total"))
    '统计数字：表三 （一）予以公开 总计'
    """
    return f"{kind_words(source.kind)}：{label_of(source.id) if source.kind == 'figure' else source.id}"


def kind_words(kind: str) -> str:
    """Return the word for a kind of source or of unused material."""
    return _KIND_WORDS.get(kind, kind)


def suggestion_origin(suggestion: Suggestion) -> str:
    """Return whose past wording it is: agency, year, section, as far as known."""
    year = f"{suggestion.year}年" if suggestion.year else ""
    return "，".join(word for word in (suggestion.agency, year, suggestion.section) if word)


def suggestion_lines(suggestion: Suggestion) -> Iterator[str]:
    """Yield a suggestion line by line: past wording and whose it is, the same for this year, gaps, source."""
    origin = suggestion_origin(suggestion)
    yield f"往年写法（{origin}）：{suggestion.text}" if origin else f"往年写法：{suggestion.text}"
    if suggestion.inspiration_only:
        yield "仅供启发：与今年材料相合的内容不足一半，请勿直接套用。"
    if suggestion.adapted:
        yield f"按今年情况改写：{suggestion.adapted}"
    if suggestion.gaps:
        yield f"尚缺：{'、'.join(suggestion.gaps)}"
    if suggestion.source:
        yield f"出处：{suggestion.source}"


def finding_lines(finding: Finding) -> Iterator[str]:
    """Yield a finding line by line: how severe and what, both numbers unless already said, what to do, which rule."""
    yield f"【{SEVERITY_WORDS[finding.severity]}】{finding.message}"
    yield from finding_details(finding)
    yield f"规则：{finding.rule}"


def finding_details(finding: Finding) -> Iterator[str]:
    """Yield what a finding adds to its message."""
    numbers = [str(value) for value in (finding.expected, finding.actual) if value is not None]
    if len(numbers) == 2 and not all(value in finding.message for value in numbers):
        yield f"对照值{numbers[0]}，实际值{numbers[1]}"
    if finding.suggestion:
        yield f"建议：{finding.suggestion}"
    if finding.place and finding.place not in finding.message:
        yield f"位置：{label_of(finding.place)}"


def unused_words(unused: Unused) -> str:
    """Return an unused item or row in words: where it stands, what it says, why it was not used."""
    place = f"{unused.place}：" if unused.place else ""
    return f"{place}{unused.text}（{unused.reason}）"
