import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.decide import decide, probabilities, shown

PAIRS = (("政策解读", "主动公开"), ("工作进展", "主动公开"), ("无", "平台建设"), ("无", "其他事项"), ("无", "无关"))


def test_a_label_is_as_sure_as_all_pairs_that_hold_it():
    import numpy as np

    likely = np.array([[0.4, 0.3, 0.2, 0.06, 0.04]])
    made = decide(PAIRS, np.log(likely), 1.0)
    assert PAIRS[made.chosen[0]] == ("政策解读", "主动公开")
    assert made.category[0] == pytest.approx(0.4)
    assert made.section[0] == pytest.approx(0.7)
    assert made.confidence[0] == pytest.approx(0.4)


def test_what_is_not_reportable_counts_as_other_matters():
    import numpy as np

    assert shown("无关") == "其他事项"
    made = decide(PAIRS, np.log(np.array([[0.1, 0.1, 0.1, 0.3, 0.4]])), 1.0)
    assert made.section[0] == pytest.approx(0.7)


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=5), st.floats(0.05, 10))
def test_probabilities_sum_to_one_and_temperature_changes_no_order(scores, temperature):
    import numpy as np

    row = np.array([scores])
    likely = probabilities(row, temperature)[0]
    assert likely.sum() == pytest.approx(1)
    assert likely[int(np.argmax(scores))] == likely.max()
