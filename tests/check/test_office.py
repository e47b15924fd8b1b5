"""What an office may choose in its YAML, and what it is told when the file is wrong."""

import pytest

from assistant.check import RULES, Choices, Evidence, Severity, apply, check, load_choices
from assistant.errors import BadSettings
from assistant.report import Document, Line

NAMES = [rule.name for rule in RULES]


def chosen(tmp_path, text):
    path = tmp_path / "rules.yaml"
    path.write_text(text, encoding="utf-8")
    return load_choices(path, NAMES)


def found(choices, *texts):
    document = Document("云川市水务局", 2025, "标题", tuple(Line(1, text, place="第1段") for text in texts))
    return check(Evidence(document), choices)


def test_without_a_file_nothing_is_changed():
    assert load_choices(None, NAMES) == Choices()


def test_an_empty_file_changes_nothing(tmp_path):
    assert chosen(tmp_path, "# 以后再写\n") == Choices()


def test_a_rule_that_is_off_is_not_run(tmp_path):
    text = "对栏目进行进行调整。"
    assert any(each.rule == "repeated-word" for each in found(None, text))
    assert not any(each.rule == "repeated-word" for each in found(chosen(tmp_path, "off: [repeated-word]"), text))


def test_severities_are_the_offices_and_the_gravest_still_come_first(tmp_path):
    text = "对栏目进行进行调整，某局持续推进。"
    choices = chosen(tmp_path, "severity: {repeated-word: info, template-residue: error}")
    severities = {each.rule: each.severity for each in found(choices, text)}
    assert severities["repeated-word"] == Severity.INFO
    assert severities["template-residue"] == Severity.ERROR
    order = [list(Severity).index(each.severity) for each in found(choices, text)]
    assert order == sorted(order)


def test_words_are_added_to_a_shipped_rule_and_make_a_new_one(tmp_path):
    choices = chosen(
        tmp_path,
        """
words:
  - rule: confused-word
    words: [{word: 我单位, say: 应写“本局”, better: 改为“本局”}]
  - rule: our-words
    why: 本局统一用语
    severity: info
    words:
      - {find: '办事大厅(?!窗口)', better: 改为“政务服务中心”}
""",
    )
    own = {
        each.rule: each for each in found(choices, "我单位在办事大厅公开3条。") if each.quote in ("我单位", "办事大厅")
    }
    assert own["confused-word"].severity == Severity.ERROR
    assert own["confused-word"].suggestion == "改为“本局”"
    assert own["our-words"].severity == Severity.INFO


def test_a_rule_of_the_offices_own_may_be_switched_off_in_the_same_file(tmp_path):
    text = "off: [our-words]\nwords: [{rule: our-words, words: [{word: 我单位}]}]"
    assert not [each for each in found(chosen(tmp_path, text), "我单位公开3条。") if each.rule == "our-words"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("off:\n  - growth\n  - grwoth\n", 3, "grwoth"),
        ("severity:\n  growth: warning\n  grwoth: info\n", 3, "grwoth"),
        ("severity:\n  growth: loud\n", 2, "loud"),
        ("offf: []\n", 1, "offf"),
        ("words:\n  - rule: confused-word\n    words:\n      - {word: 甲}\n      - {wrod: 乙}\n", 5, "wrod"),
        ("words:\n  - rule: confused-word\n    words:\n      - {find: '（('}\n", 4, "（("),
        ("words:\n  - rule: confused-word\n    words:\n      - {find: 'a*'}\n", 4, "a*"),
        ("words:\n  - rule: confused-word\n    words:\n      - {better: 改}\n", 4, "word"),
        ("words:\n  - words: []\n", 2, "rule"),
        ("words:\n  - {rule: 我们的, words: [{word: 甲}]}\n", 2, "我们的"),
        ("off: [growth\nseverity: {}\n", 2, "YAML"),
        ("- 1\n", 1, "形式"),
    ],
)
def test_a_wrong_file_is_a_sentence_with_file_and_line(tmp_path, text, line, words):
    with pytest.raises(BadSettings) as told:
        chosen(tmp_path, text)
    assert "rules.yaml" in told.value.problem
    assert f"第{line}行" in told.value.problem
    assert words in told.value.problem
    assert told.value.hint


def test_a_file_that_is_no_text_or_not_there_is_a_sentence(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_bytes("off: [增长]".encode("gb18030"))
    with pytest.raises(BadSettings, match="UTF-8"):
        load_choices(path, NAMES)
    with pytest.raises(BadSettings, match="打不开"):
        load_choices(tmp_path / "none.yaml", NAMES)


def test_choices_applied_to_findings_alone_hold_too(tmp_path):
    findings = found(None, "对栏目进行进行调整。")
    assert not [
        each for each in apply(chosen(tmp_path, "off: [repeated-word]"), findings) if each.rule == "repeated-word"
    ]
