"""An office's own choices: rules switched off, severities changed, words added."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Rule
from assistant.check.words import Word, WordList, office_rules
from assistant.errors import BadSettings

if TYPE_CHECKING:
    from yaml import Node

_FORM = (
    "请写成：off: [规则名]、severity: {规则名: warning}、words: [{rule: 规则名, words: [{word: 用词, better: 改法}]}]"
)
_STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
_OWN_NAME = re.compile(r"[a-z][a-z0-9-]*")


class OwnWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a shipped rule, or for a rule of the office's own; then `why` is shown to its users."""

    rule: str
    words: tuple[Word, ...]
    why: str = ""
    source: str = ""
    severity: Severity | None = None


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a YAML of an office may say: `off: [rule]`, `severity: {rule: warning}`, `words: [...]`."""

    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    words: tuple[OwnWords, ...] = ()

    def rules(self, shipped: Iterable[Rule]) -> tuple[Rule, ...]:
        """Return the rules to run: the shipped ones that are not switched off, then those of the office's words."""
        known = {rule.name: rule for rule in shipped}
        own = office_rules(_list(each, known.get(each.rule)) for each in self.words)
        return tuple(rule for rule in (*known.values(), *own) if rule.name not in self.off)


def _list(own: OwnWords, shipped: Rule | None) -> WordList:
    severity = own.severity or (shipped.severity if shipped else Severity.WARNING)
    why, source = (shipped.why, shipped.source) if shipped else ("", "")
    return WordList(
        own.rule, own.why or why or "本单位用语要求", own.source or source or "本单位规则设置", own.words, severity
    )


def load_choices(path: Path | None, rules: Iterable[str]) -> Choices:
    """Read an office's choices; without a file nothing is changed.

    Raises:
        BadSettings: the file says something else, or names a rule there is not; file and line are told.

    """
    if path is None:
        return Choices()
    node, raw = _read(path)
    try:
        choices = msgspec.convert(raw or {}, Choices)
    except msgspec.ValidationError as error:
        problem, _, where = str(error).partition(" - at `$")
        steps = [_step(step) for step in _STEP.findall(where)]
        raise BadSettings(f"规则设置 {path} 第{_line(node, steps)}行不对：{_chinese(problem)}", _FORM) from error
    for steps, fault in _faults(choices, set(rules)):
        raise BadSettings(f"规则设置 {path} 第{_line(node, steps)}行：{fault}", "规则名见 nianbao rules；" + _FORM)
    return choices


def _read(path: Path) -> "tuple[Node | None, Any]":
    import yaml

    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = yaml.safe_load(text)
        if isinstance(raw, dict) and False in raw:  # YAML 1.1 takes a bare off for false
            raw = {"off" if key is False else key: value for key, value in raw.items()}
        return yaml.compose(text, Loader=yaml.SafeLoader), raw
    except UnicodeDecodeError as error:
        raise BadSettings(f"规则设置 {path} 不是 UTF-8 文本", "请另存为 UTF-8 编码后重试") from error
    except OSError as error:
        raise BadSettings(f"规则设置 {path} 打不开", "请检查路径和权限") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise BadSettings(
            f"规则设置 {path} {where}读不懂，不是 YAML", "请检查缩进、冒号后的空格和括号；" + _FORM
        ) from error


def _faults(choices: Choices, known: set[str]) -> Iterator[tuple[list[str | int], str]]:
    """Yield what cannot be meant, with the steps that lead to it in the file."""
    own = {each.rule for each in choices.words}
    named: list[tuple[list[str | int], str]] = [(["off", place], name) for place, name in enumerate(choices.off)]
    named += [(["severity", name], name) for name in choices.severity]
    yield from ((steps, f"没有“{name}”这条规则") for steps, name in named if name not in known | own)
    for place, each in enumerate(choices.words):
        if each.rule not in known and not _OWN_NAME.fullmatch(each.rule):
            yield ["words", place, "rule"], f"“{each.rule}”不能作规则名，请用小写英文字母和连字符，如 our-words"
        for at, word in enumerate(each.words):
            if fault := word.fault():
                yield ["words", place, "words", at], fault


def _step(found: tuple[str, str]) -> str | int:
    name, index = found
    return int(index) if index.isdigit() else name


def _line(node: "Node | None", steps: Iterable[str | int]) -> int:
    """Return the line, from 1, of what the steps lead to, as far as they lead."""
    for step in steps:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return node.start_mark.line + 1 if node else 1


def _below(node: "Node | None", step: str | int) -> "Node | None":
    value = getattr(node, "value", None)
    if not isinstance(value, list):
        return None
    if isinstance(step, int):
        return value[step] if step < len(value) else None
    return next((each[1] for each in value if isinstance(each, tuple) and each[0].value == step), None)


def _chinese(problem: str) -> str:
    """Return msgspec's sentence in Chinese; the names in it stay."""
    names = "、".join(f"“{name}”" for name in re.findall(r"`([^`]+)`", problem))
    if "unknown field" in problem:
        return f"没有{names}这一项"
    if "missing required field" in problem:
        return f"缺少{names}"
    if "Invalid enum value" in problem:
        said = problem.rpartition("value")[2].strip(" '`")
        return f"轻重“{said}”不对，只能写 error、warning 或 info"
    return f"内容的形式不对（{problem}）"


def apply(choices: Choices, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as the office wants them: none of rules switched off, severities as chosen, gravest first."""
    order = list(Severity)
    chosen = [
        msgspec.structs.replace(finding, severity=choices.severity.get(finding.rule, finding.severity))
        for finding in findings
        if finding.rule not in choices.off
    ]
    return sorted(chosen, key=lambda finding: order.index(finding.severity))
