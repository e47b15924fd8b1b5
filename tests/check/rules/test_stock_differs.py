"""现行有效 against last year's."""

import pytest

from assistant.check import Severity
from assistant.check.rules import stock_differs

RULE = stock_differs.RULE


@pytest.mark.parametrize(("last", "expected"), [(12, None), (15, 17), (0, 2)])
def test_the_stock_follows_from_last_years(run, document, last, expected):
    previous = document(year=2024, changed={"table2.normative_docs.in_force": last})
    findings = run(RULE, previous=previous)
    assert [(each.expected, each.actual, each.severity) for each in findings] == (
        [] if expected is None else [(expected, 14, Severity.WARNING)]
    )
