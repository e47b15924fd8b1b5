import pytest

from assistant.classify.fit import fit, lessons_of, meanings_of
from assistant.classify.meaning import centred
from assistant.classify.train import AUTHORS, HELD_OUT, UNREAD, bounds_of, by_author, judged, out_of_fold, score


def test_leaving_out_by_algebra_is_leaving_out_by_fitting_again(notes, lessons, recipe):
    import numpy as np

    scored = out_of_fold(notes, lessons, recipe)
    mine = [at for at, note in enumerate(notes) if note.writer == "bo"]
    rest = [at for at in range(len(notes)) if at not in mine]
    rows = lessons.meanings.rows
    import msgspec

    whole = fit(lessons, recipe)
    others = msgspec.structs.replace(
        lessons_of([notes[at] for at in rest]),
        meanings=type(lessons.meanings)("letters", lessons.meanings.middle, rows[rest], lessons.meanings.width),
    )
    refitted = fit(others, recipe, whole.vocabulary)
    again = score(refitted, [notes[at] for at in mine], rows[mine])
    np.testing.assert_allclose(scored.quick[mine], again.quick, atol=0.02)
    np.testing.assert_allclose(scored.full[mine], again.full, atol=0.02)


def test_what_the_left_out_writer_says_of_himself_changes_nothing(notes, recipe):
    import msgspec
    import numpy as np

    lied = [
        msgspec.structs.replace(note, category="政策解读", section="主动公开", reportable=True)
        if note.writer == "bo"
        else note
        for note in notes
    ]
    one, other = (out_of_fold(each, lessons_of(each), recipe) for each in (notes, lied))
    mine = [at for at, note in enumerate(notes) if note.writer == "bo"]
    np.testing.assert_allclose(one.quick[mine], other.quick[mine], atol=1e-8)


def test_bounds_keep_what_they_promise(notes, lessons, recipe):
    scored = out_of_fold(notes, lessons, recipe)
    bounds = bounds_of(scored, scored.quick, wanted=0.8, sure=0.9)
    made = judged(scored, bounds)
    right = made.chosen == scored.gold
    for bound, wanted in ((bounds.review, 0.8), (bounds.sure, 0.9)):
        above = made.confidence >= bound - 1e-6
        assert not above.any() or right[above].mean() >= wanted
    assert bounds.sure >= bounds.review


def test_new_notes_are_scored_about_the_middle_of_the_learned_ones(notes, vectors, recipe):
    rows = meanings_of("letters", vectors[:36])
    weights = fit(lessons_of(notes[:36], rows), recipe)
    found = score(weights, notes[36:], centred(vectors[36:], rows.middle))
    assert found.full.shape == (len(notes) - 36, len(weights.pairs))
    assert (judged(found, weights.quick.bounds, weights.full.bounds).chosen == found.gold).mean() > 0.5


def test_no_writer_chooses_and_is_held_out():
    assert not set(HELD_OUT) & set(UNREAD)


@pytest.mark.parametrize(("writer", "author"), [("w01", "a"), ("w17", "e"), ("w22", "w22"), ("w30", "f"), ("w36", "g")])
def test_an_author_stands_behind_several_writers(notes, writer, author):
    import msgspec

    assert by_author(msgspec.structs.replace(notes[0], writer=writer)) == author
    assert len(set(AUTHORS.values())) == 8
