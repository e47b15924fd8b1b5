import pytest

from assistant.classify.meaning import Meanings, centred, encode, kept_exactly, learn_middle


def test_a_note_is_nearest_to_itself_and_nearness_is_between_nought_and_one(encoder):
    import numpy as np

    texts = ["图解挂网", "决算公开", "打印机卡纸"]
    raw = encoder.questions(texts)
    middle = learn_middle(raw)
    meanings = Meanings("letters", middle, centred(raw, middle), 1.5)
    near = meanings.near(encode(encoder, texts, middle))
    assert near.argmax(axis=1).tolist() == [0, 1, 2]
    np.testing.assert_allclose(np.diag(near), 1.0, atol=1e-5)
    assert ((near >= 0) & (near <= 1 + 1e-5)).all()


def test_vectors_stand_about_their_middle_with_length_one(vectors):
    import numpy as np

    rows = centred(vectors, learn_middle(vectors))
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert np.abs(rows.mean(axis=0)).max() < 0.2


def test_the_encoder_reads_notes_with_numbers_and_dates_hidden(encoder):
    import numpy as np

    encode(encoder, ["8.21挂网22份"], np.zeros(64))
    assert encoder.asked[-1] == "D挂网0份"


def test_what_lies_on_disk_in_sixteen_bits_is_kept_exactly():
    import numpy as np

    once = kept_exactly(np.array([0.1, -3.3, 1e-4]))
    assert (kept_exactly(once) == once).all()
    assert once[0] == pytest.approx(0.1, abs=1e-4)
