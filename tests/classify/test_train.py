from assistant.classify.fit import Recipe
from assistant.classify.train import choose, out_of_fold


def test_no_model_scores_a_writer_it_read(notes, recipe, cues, monkeypatch):
    import assistant.classify.train as train

    read, fit = [], train.fit
    monkeypatch.setattr(
        train, "fit", lambda seen, *rest: read.append({note.writer for note in seen}) or fit(seen, *rest)
    )
    scored = out_of_fold(notes, recipe, cues)
    assert read == [{"bo", "cai"}, {"ann", "cai"}, {"ann", "bo"}]
    assert [note.writer for note in scored.notes] == sorted(note.writer for note in notes)
    assert scored.scores.shape == (len(notes), len(scored.pairs))


def test_a_pair_a_fold_never_saw_cannot_be_chosen(notes, recipe, cues):
    import numpy as np

    lone = [note for note in notes if note.pair != ("无", "平台建设") or note.writer == "ann"]
    scored = out_of_fold(lone, recipe, cues)
    at = scored.pairs.index(("无", "平台建设"))
    anns = [row for row, note in enumerate(scored.notes) if note.writer == "ann"]
    assert (scored.scores[anns, at] == -1e3).all()
    assert np.isfinite(scored.scores).all()


def test_the_recipe_that_reaches_most_is_taken(notes, recipe, cues):
    said = []
    useless = Recipe("shape alone", {"c": 0.01}, 0.001)
    chosen, tried = choose(notes, [useless, recipe], {}, said.append)
    assert chosen == recipe
    assert tried[1].both_accuracy > tried[0].both_accuracy
    assert len(said) == 2
