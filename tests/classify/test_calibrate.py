import pytest

from assistant.classify.calibrate import calibration_error, choose_threshold, coverage_curve, fit_temperature
from assistant.classify.decide import probabilities


def test_the_temperature_that_made_the_labels_is_found_again():
    import numpy as np

    rng = np.random.default_rng(7)
    scores = rng.normal(size=(4000, 4))
    likely = probabilities(scores, 0.5)
    gold = np.array([rng.choice(4, p=row) for row in likely])
    assert fit_temperature(scores, gold) == pytest.approx(0.5, abs=0.05)


def test_the_threshold_is_the_lowest_that_suffices():
    import numpy as np

    confidence = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    assert choose_threshold(confidence, np.array([True, True, True, False, False]), 1.0) == 0.7
    assert choose_threshold(confidence, np.array([True, True, True, False, False]), 0.75) == 0.6


def test_no_threshold_suffices_where_the_surest_are_wrong():
    import numpy as np

    assert choose_threshold(np.array([0.9, 0.8]), np.array([False, False]), 0.95) == 1.0


def test_calibration_error_is_the_gap_between_said_and_true():
    import numpy as np

    assert calibration_error(np.full(100, 0.75), np.arange(100) < 75) == pytest.approx(0)
    assert calibration_error(np.full(100, 0.95), np.arange(100) < 50) == pytest.approx(0.45)
    assert calibration_error(np.array([1.0, 0.0]), np.array([True, False])) == pytest.approx(0)


def test_the_curve_begins_with_the_surest():
    import numpy as np

    confidence = np.linspace(1, 0.1, 10)
    curve = dict(coverage_curve(confidence, np.arange(10) < 5))
    assert (curve[0.1], curve[0.5], curve[1.0]) == (1.0, 1.0, 0.5)
