"""Scores become labels with a confidence: the likelier pair wins, and a label is as sure as all pairs that hold it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from assistant.classify.weights import UNRELATED, Bounds, Pair
from assistant.taxonomy import NO_CATEGORY, Part

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.classify.grams import Numbers, Places

    Mask = NDArray[np.bool_]

Ask = Callable[["Places"], "Numbers"]
"""Returns the full reading's scores of the notes at these places."""


class Decisions(NamedTuple):
    """Per note: the index of the chosen pair, the probability of its category and of its section, and what it rests on."""

    chosen: "Places"
    category: "Numbers"
    section: "Numbers"
    review: "Mask"
    """Whether a person should look."""
    quick: "Mask"
    """Whether the quick reading was sure enough alone."""

    @property
    def confidence(self) -> "Numbers":
        """The smaller of the two probabilities, per note: what bounds are compared with."""
        import numpy as np

        return np.minimum(self.category, self.section)


def shown(section: str) -> str:
    """Return the section a user sees: a note that is not reportable stands under 其他事项."""
    return Part.OTHER.value if section == UNRELATED else section


def probabilities(scores: "Numbers", temperature: float) -> "Numbers":
    """Return a distribution over the pairs per row: softmax(scores / temperature)."""
    import numpy as np

    scaled = scores / temperature
    raised = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def decide(pairs: tuple[Pair, ...], scores: "Numbers", bounds: Bounds) -> Decisions:
    """Choose a pair per row of scores.

    Only pairs that were learned can win, so category and section never contradict each other. A note whose best score
    is under `bounds.strange` is taken as unrelated, and reviewed.
    """
    import numpy as np

    strange = scores.max(axis=1, initial=-np.inf) < bounds.strange
    unrelated = np.array([pair == (NO_CATEGORY, UNRELATED) for pair in pairs])
    scores = scores + bounds.unrelated * unrelated
    likely = probabilities(scores, bounds.temperature)
    chosen = scores.argmax(axis=1)
    if unrelated.any():
        chosen = np.where(strange, unrelated.argmax(), chosen)
    same_category = np.array([[one[0] == other[0] for one in pairs] for other in pairs], dtype=np.float64)
    same_section = np.array([[shown(one[1]) == shown(other[1]) for one in pairs] for other in pairs], dtype=np.float64)
    category = np.minimum(np.einsum("np,np->n", likely, same_category[chosen]), 1.0)
    section = np.minimum(np.einsum("np,np->n", likely, same_section[chosen]), 1.0)
    review = strange | (np.minimum(category, section) < bounds.review)
    return Decisions(chosen, category, section, review, np.ones(len(scores), dtype=bool))


def judge(
    pairs: tuple[Pair, ...], quick: "Numbers", bounds: Bounds, ask: Ask | None = None, full: Bounds | None = None
) -> Decisions:
    """Decide by the quick scores where they are sure, and by the full reading, if it can be asked, elsewhere."""
    import numpy as np

    made = decide(pairs, quick, bounds)
    if ask is None or full is None:
        return made
    unsure = np.flatnonzero((made.confidence < bounds.sure) | (quick.max(axis=1, initial=-np.inf) < bounds.strange))
    if not len(unsure):
        return made
    second = decide(pairs, ask(unsure), full)._replace(quick=np.zeros(len(unsure), dtype=bool))
    for mine, theirs in zip(made, second, strict=True):
        mine[unsure] = theirs
    return made
