import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.decide import decide, judge, probabilities, shown
from assistant.classify.weights import Bounds

PAIRS = (("政策解读", "主动公开"), ("工作进展", "主动公开"), ("无", "平台建设"), ("无", "其他事项"), ("无", "无关"))


def test_a_label_is_as_sure_as_all_pairs_that_hold_it():
    import numpy as np

    likely = np.array([[0.4, 0.3, 0.2, 0.06, 0.04]])
    made = decide(PAIRS, np.log(likely), Bounds())
    assert PAIRS[made.chosen[0]] == ("政策解读", "主动公开")
    assert made.category[0] == pytest.approx(0.4)
    assert made.section[0] == pytest.approx(0.7)
    assert made.confidence[0] == pytest.approx(0.4)


def test_what_is_not_reportable_counts_as_other_matters():
    import numpy as np

    assert shown("无关") == "其他事项"
    made = decide(PAIRS, np.log(np.array([[0.1, 0.1, 0.1, 0.3, 0.4]])), Bounds())
    assert made.section[0] == pytest.approx(0.7)


def test_a_note_like_nothing_learned_is_unrelated_and_reviewed():
    import numpy as np

    scores = np.array([[-1.0, -3.0, -3.0, -3.0, -3.0], [-2.0, -3.0, -3.0, -3.0, -3.0]])
    made = decide(PAIRS, scores, Bounds(temperature=0.1, review=0.5, strange=-1.5))
    assert [PAIRS[at] for at in made.chosen] == [("政策解读", "主动公开"), ("无", "无关")]
    assert made.review.tolist() == [False, True]


def test_in_doubt_a_note_is_unrelated():
    import numpy as np

    scores = np.array([[1.0, -3.0, -3.0, -3.0, 0.8]])
    assert [PAIRS[decide(PAIRS, scores, Bounds(unrelated=lean)).chosen[0]][1] for lean in (0.0, 0.4)] == [
        "主动公开",
        "无关",
    ]


def test_only_notes_the_quick_reading_is_unsure_of_are_asked_about():
    import numpy as np

    quick = np.array([[9.0, 0, 0, 0, 0], [1.0, 0.9, 0, 0, 0], [0, 0, 9.0, 0, 0]])
    asked = []

    def ask(places):
        asked.extend(places.tolist())
        return np.array([[0.0, 9.0, 0, 0, 0]])

    made = judge(PAIRS, quick, Bounds(review=0.9, sure=0.99), ask, Bounds(review=0.9))
    assert asked == [1]
    assert made.chosen.tolist() == [0, 1, 2]
    assert made.quick.tolist() == [True, False, True]
    assert made.review.tolist() == [False, False, False]


def test_without_a_full_reading_the_quick_one_decides():
    import numpy as np

    made = judge(PAIRS, np.array([[1.0, 0.9, 0, 0, 0]]), Bounds(review=0.9))
    assert (made.chosen[0], bool(made.review[0]), bool(made.quick[0])) == (0, True, True)


@given(st.lists(st.floats(-50, 50), min_size=5, max_size=5), st.floats(0.05, 10))
def test_probabilities_sum_to_one_and_temperature_changes_no_order(scores, temperature):
    import numpy as np

    row = np.array([scores])
    likely = probabilities(row, temperature)[0]
    assert likely.sum() == pytest.approx(1)
    assert likely[int(np.argmax(scores))] == likely.max()
