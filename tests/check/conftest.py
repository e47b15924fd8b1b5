"""A bureau's clean tables of 2025 and how a rule is tried on a sentence."""

from copy import deepcopy

import pytest

from assistant.check.rule import Evidence
from assistant.report import Document, Line
from assistant.tables import load_tables

ROWS = {
    "new_received": [41, 6, 0, 1, 3, 0],
    "carried_in": [2, 0, 0, 0, 0, 0],
    "granted": [15, 3, 0, 1, 0, 0],
    "partial": [4, 0, 0, 0, 0, 0],
    "refused_third_party": [1, 0, 0, 0, 0, 0],
    "refused_internal": [1, 0, 0, 0, 0, 0],
    "refused_process": [1, 1, 0, 0, 0, 0],
    "refused_enforcement": [2, 0, 0, 0, 0, 0],
    "unable_not_held": [9, 1, 0, 0, 2, 0],
    "unable_need_creation": [1, 0, 0, 0, 0, 0],
    "unable_unclear": [1, 0, 0, 0, 0, 0],
    "unprocessed_petition": [2, 0, 0, 0, 0, 0],
    "unprocessed_repeat": [1, 0, 0, 0, 0, 0],
    "other_no_correction": [2, 0, 0, 0, 0, 0],
    "other_other": [1, 0, 0, 0, 0, 0],
    "result_total": [41, 5, 0, 1, 2, 0],
    "carried_out": [2, 1, 0, 0, 1, 0],
}
CASES = {"review": [2, 1, 0, 1], "suit_direct": [0, 0, 0, 0], "suit_after_review": [1, 0, 0, 0]}


def clean_tables():
    """Return tables 2, 3 and 4 that hold every identity."""
    three = {}
    for row in load_tables().rows3:
        cells = ROWS.get(row.key, [0] * 6)
        three[row.key] = dict(zip([column.key for column in load_tables().columns3], [*cells, sum(cells)], strict=True))
    keys = [column.key for column in load_tables().columns4]
    four = {group: dict(zip(keys, [*cells, sum(cells)], strict=True)) for group, cells in CASES.items()}
    two = {
        "rules": {"issued": 0, "repealed": 0, "in_force": 0},
        "normative_docs": {"issued": 3, "repealed": 1, "in_force": 14},
        "licensing": {"decisions": 126},
        "penalties": {"decisions": 9},
        "coercion": {"decisions": 0},
        "administrative_fees": {"amount": 0.04},
    }
    return {"table2": two, "table3": three, "table4": four}


def make_document(*texts, year=2025, agency="云州市统计局", section=1, part="", changed=None, lines=(), raw=None):
    """Return a document with paragraphs in one section and the clean tables; `changed` is cell key to value."""
    tables = deepcopy(clean_tables())
    for key, value in (changed or {}).items():
        table, row, column = key.split(".")
        tables[table][row][column] = value
    found = [Line(section, text, part=part, place=f"第{number}段") for number, text in enumerate(texts, 1)]
    title = f"{agency}{year}年政府信息公开工作年度报告"
    return Document(agency, year, title, (*found, *lines), raw=raw or {}, **tables)


@pytest.fixture
def document():
    """Return the maker of documents."""
    return make_document


@pytest.fixture
def run():
    """Return what a rule finds in a sentence, with the clean tables and the changes given."""

    def findings(rule, *texts, previous=None, level=None, **options):
        evidence = Evidence(make_document(*texts, **options), previous=previous, level=level)
        return list(rule.find(evidence))

    return findings
