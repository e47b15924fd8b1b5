"""Blank cells, strokes and unreadable print are three things, and none is 0."""

import pytest
from msgspec.structs import replace

from assistant.check import Evidence, Severity
from assistant.check.rules import blank_cell, slash_cell, unreadable_cell

KEY = "table3.granted.natural_person"
RULES = {"blank": blank_cell.RULE, "slash": slash_cell.RULE, "other": unreadable_cell.RULE}


@pytest.mark.parametrize(
    ("printed", "kind"),
    [("", "blank"), ("  ", "blank"), ("/", "slash"), ("—", "slash"), ("--", "slash"), ("无", "slash"), ("1O", "other")],
)
def test_each_kind_is_found_by_its_own_rule(run, printed, kind):
    for name, rule in RULES.items():
        findings = run(rule, changed={KEY: None}, raw={KEY: printed})
        assert len(findings) == (name == kind)
        assert all("表三“（一）予以公开”行“自然人”列" in each.message for each in findings)


def test_a_nought_is_a_number(run):
    assert all(run(rule, changed={KEY: 0}, raw={KEY: "0"}) == [] for rule in RULES.values())


def test_many_blank_cells_of_a_table_are_one_finding_with_their_number(run, document):
    keys = [f"table3.{row}.natural_person" for row in document().table3]
    (finding,) = run(blank_cell.RULE, changed=dict.fromkeys(keys), raw=dict.fromkeys(keys, ""))
    assert (finding.actual, finding.section, finding.severity) == (25, 3, Severity.ERROR)
    assert "等25格" in finding.message


def test_a_cell_that_was_not_read_is_not_called_blank(run):
    assert run(blank_cell.RULE, changed={KEY: None}) == []


@pytest.mark.parametrize(("flat", "severity"), [(False, Severity.ERROR), (True, Severity.WARNING)])
def test_a_text_may_have_lost_a_cell_so_there_it_is_asked(document, flat, severity):
    raw = {f"table3.{row}.{column}": "0" for row, cells in document().table3.items() for column in cells}
    raw["table3.partial.natural_person"] = ""
    this = replace(document(changed={"table3.partial.natural_person": None}, raw=raw), flat=flat)
    (finding,) = blank_cell.RULE.find(Evidence(this))
    assert finding.severity == severity
    assert ("丢" in finding.message) == flat


def test_a_text_with_many_blank_cells_has_not_lost_them(document):
    changed = {f"table3.{row}.natural_person": None for row in document().table3}
    raw = {
        f"table3.{row}.{c}": "" if c == "natural_person" else "0" for row, cs in document().table3.items() for c in cs
    }
    (finding,) = blank_cell.RULE.find(Evidence(replace(document(changed=changed, raw=raw), flat=True)))
    assert finding.severity == Severity.ERROR
