"""What the tables hold for the two counts of a percentage, where the sentence gives only one of them or none."""

import re
from decimal import Decimal

import msgspec

from assistant.check.reading.cells import TOTAL, Target, request_target
from assistant.check.reading.concepts import OUTCOMES, group_rows, read_columns, read_measure
from assistant.report import Document, Line

_REQUESTS = re.compile("申请|办结|答复|办复")
_SETTLED = re.compile("办[结复毕完]|答复|办理|处理|回复")
_CAME = re.compile("申请|收|受理|登记|来件|接")


class Counts(msgspec.Struct, frozen=True):
    """The counts of table 3 that a paragraph about requests may mean."""

    document: Document
    line: Line

    def part(self, label: str) -> Decimal | None:
        """Return the count a label names: 自然人递交的, 予以公开."""
        target = self._target(label)
        return self._value(target) if target else None

    def whole(self, label: str, of: str) -> Decimal | None:
        """Return what a share is of: the whole that the words behind 占 name, else the one the label is a part of."""
        if not self._applies(label + of):
            return None
        outcome = OUTCOMES.search(of)
        if outcome:
            return self._value(request_target(group_rows(outcome.lastgroup or "")))
        if _SETTLED.search(of) or (not of and OUTCOMES.search(label)):
            return self._value(request_target(("result_total",)))
        if _CAME.search(of) or (not of and read_columns(label) != TOTAL):
            return self._value(request_target(("new_received",)))
        return None

    def _applies(self, words: str) -> bool:
        return "依申请公开" in self.line.part or self.line.section == 3 or bool(_REQUESTS.search(words))

    def _target(self, label: str) -> Target | None:
        if not self._applies(label):
            return None
        columns = read_columns(label)
        if columns != TOTAL:
            return request_target(("new_received",), columns)
        measure = read_measure(label) if OUTCOMES.search(label) else None
        return request_target(measure.rows[0]) if measure and len(measure.rows) == 1 and not measure.part else None

    def _value(self, target: Target) -> Decimal | None:
        value = target.value(self.document)
        return None if value is None else Decimal(str(value))
