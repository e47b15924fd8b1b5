"""Headers become a kind of sheet and canonical columns. File and sheet names have no say."""

from collections.abc import Iterable, Sequence
from itertools import chain

import msgspec

from assistant.ingest.columns import Names, plain_header
from assistant.ingest.source import SheetKind

Labels = Sequence[Sequence[str]]
"""For each column the names it may go by, most specific first: 办理方式, 办理情况办理方式."""

_ENOUGH = 3.0
_MARGIN = 1.0


class Double(msgspec.Struct, frozen=True):
    """Two columns of one meaning: the one that is read, and the one that is not."""

    name: str
    kept: int
    lost: int


class Recognised(msgspec.Struct, frozen=True):
    """What headers say: the kind, how surely, which column is which, and the kinds that fit as well."""

    kind: SheetKind
    score: float = 0.0
    columns: dict[int, str] = {}
    doubles: tuple[Double, ...] = ()
    rivals: tuple[SheetKind, ...] = ()


def recognise(labels: Labels, names: Names) -> Recognised:
    """Return the kind that the headers speak for; UNKNOWN where none does clearly, with the rivals of a tie."""
    if names.known.isdisjoint(chain.from_iterable(map(plain_header, chain.from_iterable(labels)))):
        return Recognised(SheetKind.UNKNOWN)  # a row of data, as most are
    forms = [_forms(candidates) for candidates in labels]
    fits = sorted((_fit(forms, kind, names) for kind in names.kinds), key=lambda fit: -fit.score)
    best, second = fits[0], fits[1]
    if best.score < _ENOUGH:
        return Recognised(SheetKind.UNKNOWN, best.score)
    if best.score - second.score < _MARGIN:
        rivals = tuple(fit.kind for fit in fits if best.score - fit.score < _MARGIN)
        return Recognised(SheetKind.UNKNOWN, best.score, rivals=rivals)
    return best


def _fit(forms: Sequence[Sequence[str]], kind: SheetKind, names: Names) -> Recognised:
    """Match every header, by its forms, against one kind; of several columns with one meaning the better name wins."""
    taken: dict[str, tuple[int, int]] = {}
    doubles = []
    for index, each in enumerate(forms):
        found = _find(each, kind, names)
        if found is None:
            continue
        name, rank = found
        held = taken.get(name)
        if held is None or rank < held[0]:
            taken[name] = (rank, index)
        if held is not None:
            kept, lost = sorted((held, (rank, index)))
            doubles.append(Double(name, kept[1], lost[1]))
    score = sum(_points(forms[index], kind, name, names) for name, (_, index) in taken.items())
    columns = {index: name for name, (_, index) in taken.items()}
    return Recognised(kind, score, dict(sorted(columns.items())), tuple(doubles))


def _find(forms: Sequence[str], kind: SheetKind, names: Names) -> tuple[str, int] | None:
    table = names.lookup[kind]
    for form in forms:
        if form in table:
            return table[form]
    return None


def _forms(candidates: Iterable[str]) -> list[str]:
    forms = [plain_header(candidate) for candidate in candidates if candidate]
    return [full for full, _ in forms] + [short for _, short in forms]


def _points(written: Sequence[str], kind: SheetKind, name: str, names: Names) -> float:
    """Weigh a match: a canonical name or an alias only this kind uses in full, a common word half, people nothing."""
    column = names.column(kind, name)
    if column.private:
        return 0.0
    forms = [form for form in written if form in names.lookup[kind]]
    own = forms[0] == plain_header(name)[0] or forms[0] not in names.shared
    return column.weight if own else column.weight / 2


def is_private(candidates: Sequence[str], names: Names) -> bool:
    """Say whether a header without a canonical name announces personal data."""
    return any(names.private.search(form) for form in _forms(candidates))


def known_header(text: str, names: Names) -> bool:
    """Say whether a cell reads like a header: a name we know, or a word that ends like one.

    Only such cells may be shown to people; anything else could be somebody's data.
    """
    full, short = plain_header(text)
    known = any(form in table for table in names.lookup.values() for form in (full, short))
    return known or bool(len(full) <= 12 and names.header_ending.search(short) and not any(map(str.isdigit, full)))
