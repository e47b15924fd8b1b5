"""规章 of those who cannot make any."""

import pytest

from assistant.check.rules import rules_by_agency_without_power

RULE = rules_by_agency_without_power.RULE
CHANGED = {"table2.rules.in_force": 2}


@pytest.mark.parametrize(
    ("agency", "level", "found"),
    [
        ("云州市统计局", None, 1),
        ("清河县人民政府", None, 1),
        ("云州市人民政府", None, 0),
        ("国家统计局", None, 0),
        ("南江省人民政府", None, 0),
        ("云州市城区人民政府", None, 0),
        ("云州市统计局", "县级部门", 1),
        ("云州市人民政府", "市级政府", 0),
        ("云州市人民政府", "县级政府", 1),
    ],
)
def test_the_level_decides_and_without_it_the_name(run, agency, level, found):
    assert len(run(RULE, agency=agency, level=level, changed=CHANGED)) == found


def test_noughts_are_left_alone(run):
    assert run(RULE, level="县级部门") == []
