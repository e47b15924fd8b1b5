import pytest

from assistant.check import Finding, Severity
from assistant.export.anchor import Anchor, anchor, block_text


def found(report, section=None, quote="", place=""):
    return anchor(report, Finding("r", Severity.INFO, "m", section, quote, place=place))


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        ({"section": 1, "quote": "289条"}, Anchor(1, 1, 10, 14)),
        ({"section": 1, "quote": "（一）主动公开"}, Anchor(1, 0, 0, 7)),
        ({"section": 1, "quote": "289条…"}, Anchor(1, 1, 10, 14)),
        ({"quote": "视频解读仅1条"}, Anchor(5, 0, 7, 14)),
        ({"section": 1, "quote": "报告里没有这句话"}, Anchor(1)),
        ({"section": 3, "place": "table3.granted.total"}, Anchor(3, 0, cell="granted.total")),
        ({"place": "table2.rules.issued"}, Anchor(2, 0, cell="rules.issued")),
        ({"section": 4}, Anchor(4, 0)),
        ({"section": 5}, Anchor(5)),
        ({"section": 0}, Anchor(0, 0, 0, 25)),
        ({"section": 9}, Anchor()),
        ({}, Anchor()),
    ],
)
def test_a_finding_stands_as_near_to_its_cause_as_can_be_told(report, finding, expected):
    assert found(report, **finding) == expected


def test_the_words_between_start_and_end_are_the_quote(report):
    place = found(report, 1, "参训63人次")
    block = report.sections[place.section].blocks[place.block]
    assert block_text(block)[place.start : place.end] == "参训63人次"
