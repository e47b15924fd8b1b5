import pytest

from assistant.classify.decide import Decisions
from assistant.classify.measure import measure
from assistant.classify.notes import Note

PAIRS = (("工作进展", "主动公开"), ("无", "平台建设"), ("无", "无关"))


def note(pair, writer="w"):
    return Note("", "", pair[0], "其他事项" if pair[1] == "无关" else pair[1], writer, reportable=pair[1] != "无关")


def test_figures_of_four_notes_one_of_them_wrong():
    import numpy as np

    gold = [PAIRS[0], PAIRS[1], PAIRS[2], PAIRS[1]]
    sure = np.array([0.9, 0.8, 0.7, 0.6])
    made = Decisions(np.array([0, 1, 2, 0]), sure, sure, sure < 0.65, np.array([True, True, False, False]))
    found = measure([note(pair) for pair in gold], PAIRS, made)
    assert found.category.accuracy == 0.75
    assert found.both_accuracy == 0.75
    assert found.section.per_label["平台建设"].recall == 0.5
    assert found.not_reportable.f1 == 1.0
    assert (found.review.coverage, found.review.both_right) == (0.75, 1.0)
    assert (found.quick, found.quick_right) == (0.5, 1.0)
    assert found.category.calibration_error == pytest.approx((0.1 + 0.2 + 0.3 + 0.6) / 4, abs=1e-4)
    assert found.coverage_curve[-1] == (1.0, 0.75)
