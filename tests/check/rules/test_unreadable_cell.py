"""The rule of its own beside the blank cells (see test_blank_cell.py)."""

from assistant.check.rules import unreadable_cell


def test_cells_of_two_tables_are_two_findings(run):
    keys = ["table2.licensing.decisions", "table4.review.upheld"]
    printed = "/" if unreadable_cell.RULE.name == "slash-cell" else "?3"
    findings = run(unreadable_cell.RULE, changed=dict.fromkeys(keys), raw=dict.fromkeys(keys, printed))
    assert [each.section for each in findings] == [2, 4]
    assert all(f"“{printed}”" in each.message for each in findings)
