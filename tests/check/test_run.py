"""The list of rules is written by hand and held to the folder; every rule fires on its own examples and on nothing else."""

from pathlib import Path

import pytest

from assistant.check import RULES, Evidence, rules
from assistant.report import Document, Line


def alone(text):
    return Evidence(Document("云川市水务局", 2025, "标题", (Line(1, text, part="主动公开"),)))


def test_no_rule_file_is_forgotten():
    files = {path.stem for path in Path(rules.__file__).parent.glob("[a-z]*.py")}
    assert files == {rule.name.replace("-", "_") for rule in RULES}


def test_every_rule_is_listed_once():
    assert len({rule.name for rule in RULES}) == len(RULES)


FLAGS = [(rule, text) for rule in RULES for text in rule.flags]
PASSES = [(rule, text) for rule in RULES for text in rule.passes]


@pytest.mark.parametrize(("rule", "text"), FLAGS, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(FLAGS)])
def test_a_rule_flags_its_own_bad_examples(rule, text):
    section = 6 if not list(rule.find(alone(text))) else 1
    assert list(rule.find(Evidence(Document("云川市水务局", 2025, "标题", (Line(section, text),)))))


@pytest.mark.parametrize(("rule", "text"), PASSES, ids=[f"{rule.name}-{n}" for n, (rule, _) in enumerate(PASSES)])
def test_a_rule_lets_its_good_examples_pass(rule, text):
    assert not list(rule.find(alone(text)))
