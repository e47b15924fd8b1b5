"""The little language of identities in tables.yaml: names, numbers, + and -, sum(group), comparisons joined by and."""

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

import msgspec

from assistant.errors import BadSettings

Number = int | Decimal | float
_COMPARE: dict[type[ast.cmpop], tuple[Callable[[Number, Number], bool], str]] = {
    ast.Eq: (operator.eq, "应等于"),
    ast.GtE: (operator.ge, "应不小于"),
    ast.LtE: (operator.le, "应不大于"),
}


class Sides(msgspec.Struct, frozen=True):
    """Both sides of a comparison, worked out."""

    left: Number
    right: Number


class Calculation(msgspec.Struct, frozen=True):
    """A comparison worked out: its sides, None where a name has no value (`missing` is its label), and the working."""

    sides: Sides | None
    holds: bool = True
    missing: str = ""
    tell: Callable[[], str] = str

    @property
    def text(self) -> str:
        """The working in words, written only where somebody reads it."""
        return self.tell()


class _Term(NamedTuple):
    """A name or a number of a sum; of sum(group) the name is the group's."""

    sign: int
    name: str
    is_group: bool


class _Comparison(NamedTuple):
    """Two sums, and what is asked about them."""

    left: tuple[_Term, ...]
    right: tuple[_Term, ...]
    compare: Callable[[Number, Number], bool]
    word: str


def calculate(
    expr: str,
    value: Callable[[str], Number | None],
    label: Callable[[str], str],
    members: Callable[[str], Sequence[str]],
) -> Iterator[Calculation]:
    """Work out every comparison of an expression.

    `value` and `label` tell a dotted name's number and words, `members` the names sum(group) adds up.

    >>> one = next(calculate("a + b == c", {"a": 1, "b": 2, "c": 4}.get, str, lambda _: ()))
    >>> one.holds, one.text
    (False, 'a 1 + b 2 = 3，应等于c 4')

    Raises:
        BadSettings: the expression holds something the language does not have.

    """
    for comparison in _comparisons(expr):
        worked = _Working(value, label, members)
        left, right = worked.out(comparison.left), worked.out(comparison.right)
        if left is None or right is None:
            yield Calculation(None, missing=worked.missing)
            continue
        sides = Sides(left, right)
        yield Calculation(sides, comparison.compare(left, right), tell=partial(worked.told, comparison, sides))


@cache
def _comparisons(expr: str) -> tuple[_Comparison, ...]:
    tree = ast.parse(expr, mode="eval").body
    nodes = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    found = tuple(node for node in nodes if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARE)
    if len(found) != len(nodes):
        raise _unknown(expr)
    return tuple(
        _Comparison(tuple(_terms(each.left)), tuple(_terms(each.comparators[0])), *_COMPARE[type(each.ops[0])])
        for each in found
    )


class _Working:
    """Works out sums; remembers the first name without a value."""

    def __init__(
        self,
        value: Callable[[str], Number | None],
        label: Callable[[str], str],
        members: Callable[[str], Sequence[str]],
    ) -> None:
        self._value, self._label, self._members = value, label, members
        self.missing = ""

    def out(self, terms: Sequence[_Term]) -> Number | None:
        """Return the value of a sum, None where a part of it has none."""
        total: Number = 0
        for term in terms:
            for name in self._names(term):
                found = int(name) if name.isdigit() else self._value(name)
                if found is None:
                    self.missing = self.missing or f"“{self._label(name)}”"
                    return None
                total = total + term.sign * found  # type: ignore[operator]
        return total

    def told(self, comparison: _Comparison, sides: Sides) -> str:
        """Write a comparison in words with its numbers."""
        left, right = self._shown(comparison.left, sides.left), self._shown(comparison.right, sides.right)
        return f"{left}，{comparison.word}{right}"

    def _shown(self, terms: Sequence[_Term], result: Number) -> str:
        """Write a sum in words with its numbers, and its result where it has more than one part."""
        parts = [f"{' + ' if term.sign > 0 else ' - '}{self._shown_term(term)}" for term in terms]
        text = "".join(parts).removeprefix(" + ")
        return text if len(terms) == 1 else f"{text} = {_plain(result)}"

    def _shown_term(self, term: _Term) -> str:
        names = self._names(term)
        if term.is_group:
            return f"{len(names)}项之和 {_plain(self.out([term._replace(sign=1)]) or 0)}"
        return names[0] if names[0].isdigit() else f"{self._label(names[0])} {_plain(self._value(names[0]) or 0)}"

    def _names(self, term: _Term) -> Sequence[str]:
        return self._members(term.name) if term.is_group else (term.name,)


def _terms(node: ast.expr, sign: int = 1) -> Iterator[_Term]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        yield from _terms(node.left, sign)
        yield from _terms(node.right, sign if isinstance(node.op, ast.Add) else -sign)
    else:
        is_group = isinstance(node, ast.Call)
        yield _Term(sign, _dotted(node.args[0] if isinstance(node, ast.Call) else node), is_group)


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name | ast.Attribute | ast.Constant):
        return ast.unparse(node)
    raise _unknown(ast.unparse(node))


def _plain(value: Number) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _unknown(expr: str) -> BadSettings:
    return BadSettings(f"tables.yaml 中的勾稽关系“{expr}”无法计算", "请重新安装 nianbao")
