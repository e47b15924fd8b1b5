"""Table 2 of the format of 2019."""

from msgspec.structs import replace

from assistant.check import Evidence
from assistant.check.rules import older_table_unsound

RULE = older_table_unsound.RULE
CELLS = {
    "normative_docs": {"made": 3, "made_public": 3, "public_total": 14},
    "licensing": {"last_year": 12, "change": -2, "decisions": 126},
}


def found(document, cells=CELLS, raw=(), last=None):
    this = replace(document(year=2020), table2_2019=cells, raw=dict(raw), format="2019")
    previous = replace(document(year=2019), table2_2019=last, format="2019") if last else None
    return list(RULE.find(Evidence(this, previous=previous)))


def test_a_sound_table_says_nothing(document):
    last = {"licensing": {"last_year": 10, "change": 2, "decisions": 90}}
    assert not found(document, last=last)


def test_more_made_public_this_year_than_in_all_is_named_by_row_and_column(document):
    (finding,) = found(document, CELLS | {"rules": {"made": 1, "made_public": 5, "public_total": 4}})
    assert "“规章”行“本年新公开数量”列" in finding.message
    assert (finding.actual, finding.expected) == (5, 4)


def test_the_number_of_items_follows_from_last_years(document):
    (finding,) = found(document, last={"licensing": {"last_year": 10, "change": 3, "decisions": 90}})
    assert (finding.actual, finding.expected) == (12, 13)


def test_blank_and_negative_cells_are_told(document):
    cells = {"licensing": {"last_year": -1, "change": -4, "decisions": None}}
    findings = found(document, cells, raw={"table2_2019.licensing.decisions": ""})
    assert [each.actual for each in findings] == [1, -1]
    assert "处理决定数量" in findings[0].message
