"""A superlative or a claim of rank with no fact beside it."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped superlatives."""
    return find_words("vague-superlative", evidence)


RULE = Rule(
    name="vague-superlative",
    severity=Severity.INFO,
    why="没有依据的最高级、领先类表述经不起核实",
    source="公文表述准确的要求；国办公开办函〔2021〕30号",
    find=find,
    flags=("公开力度前所未有。",),
    passes=("公开力度比上年加大。",),
)
