import pytest

from assistant.classify.decide import Decisions
from assistant.classify.measure import measure
from assistant.classify.notes import Note

PAIRS = (("工作进展", "主动公开"), ("无", "平台建设"), ("无", "无关"))


def note(pair, writer="w"):
    return Note("", "", pair[0], "其他事项" if pair[1] == "无关" else pair[1], writer, reportable=pair[1] != "无关")


def test_figures_of_four_notes_are_as_counted_by_hand():
    import numpy as np

    gold = [note(PAIRS[0], "a"), note(PAIRS[0], "b"), note(PAIRS[1], "a"), note(PAIRS[2], "b")]
    made = Decisions(np.array([0, 1, 1, 2]), np.array([0.9, 0.4, 0.9, 0.8]), np.array([0.9, 0.9, 0.9, 0.8]))
    found = measure(gold, PAIRS, made, threshold=0.5)
    assert (found.notes, found.writers, found.both_accuracy) == (4, ("a", "b"), 0.75)
    assert found.category.per_label["工作进展"].recall == 0.5
    assert found.category.per_label["无"].precision == pytest.approx(2 / 3, abs=1e-4)
    assert found.category.macro_f1 == pytest.approx((2 / 3 + 0.8) / 2, abs=1e-4)
    assert found.section.accuracy == 0.75
    assert set(found.section.per_label) == {"主动公开", "平台建设", "其他事项"}
    assert found.not_reportable.f1 == 1.0
    assert (found.review.coverage, found.review.both_right) == (0.75, 1.0)
    assert found.coverage_curve[-1] == (1.0, 0.75)
