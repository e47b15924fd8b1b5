import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.grams import key, learn_vocabulary, read, sizes_of

NOTES = ["图解图解", "解读图", "图图", ""]
SCALES = {1: 1.0, 2: 0.5, 3: 0.0}


@pytest.fixture
def vocabulary():
    return learn_vocabulary(NOTES, SCALES, {})


def dense(counted, width):
    import numpy as np

    table = np.zeros((counted.size, width))
    table[counted.rows, counted.columns] = counted.values
    return table


def test_values_are_those_of_scikit_learn_size_by_size(vocabulary):
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    ours = dense(vocabulary.count(NOTES), len(vocabulary.keys))
    framed = [f"\x02{note}\x03" for note in NOTES]
    for size, scale in ((1, 1.0), (2, 0.5)):
        theirs = TfidfVectorizer(analyzer="char", ngram_range=(size, size), sublinear_tf=True, lowercase=False)
        expected = theirs.fit_transform(framed).toarray() * scale
        names = theirs.get_feature_names_out()
        columns = [int(np.flatnonzero(vocabulary.keys == key(name))[0]) for name in names]
        np.testing.assert_allclose(ours[:, columns], expected, atol=1e-12)
        assert (sizes_of(vocabulary.keys) == size).sum() == len(names)


def test_rare_runs_of_a_size_are_left_out_and_sizes_that_do_not_count_too():
    import numpy as np

    keys = learn_vocabulary(NOTES, {1: 1.0, 2: 1.0}, {2: 2}).keys
    assert key("\x02图") in keys and key("图解") not in keys
    assert not np.isin([3], sizes_of(keys)).any()


def test_an_occurrence_tells_where_its_run_stands(vocabulary):
    counted = vocabulary.count(["图解", "解读图"])
    joined = "\x02图解\x03\x02解读图\x03"
    for entry, position, length in zip(counted.entry, counted.position, counted.length, strict=True):
        assert key(joined[position : position + length]) == vocabulary.keys[counted.columns[entry]]
    assert counted.starts.tolist() == [0, 4]


def test_no_run_reaches_into_the_next_note(vocabulary):
    assert not (learn_vocabulary(["图", "解"], {2: 1.0}, {}).keys == key("图解")).any()
    assert vocabulary.count([]).size == 0
    assert vocabulary.count(["", "没见过"]).size == 2


@given(st.lists(st.text(max_size=30), max_size=5))
def test_a_batch_is_counted_as_its_notes_alone(texts):
    import numpy as np

    vocabulary = learn_vocabulary(NOTES, {1: 1.0, 2: 1.0, 3: 1.0}, {})
    notes = [read(text) for text in texts]
    together = dense(vocabulary.count(notes), len(vocabulary.keys))
    for row, note in enumerate(notes):
        np.testing.assert_allclose(together[row], dense(vocabulary.count([note]), len(vocabulary.keys))[0])


def test_a_pasted_file_is_read_at_its_beginning_only():
    long = "依申请公开办理情况，" * 1000
    assert read(long) == read(long[:2000])
