"""Scores become labels with a confidence: the likelier pair wins, and a label is as sure as all pairs that hold it."""

from typing import TYPE_CHECKING, NamedTuple

from assistant.classify.weights import UNRELATED, Pair
from assistant.taxonomy import Part

if TYPE_CHECKING:
    from assistant.classify.vectors import Numbers, Places


class Decisions(NamedTuple):
    """Per note: the index of the chosen pair, and the probability of its category and of its section."""

    chosen: "Places"
    category: "Numbers"
    section: "Numbers"

    @property
    def confidence(self) -> "Numbers":
        """The smaller of the two probabilities, per note: what the review threshold is compared with."""
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


def decide(pairs: tuple[Pair, ...], scores: "Numbers", temperature: float) -> Decisions:
    """Choose a pair per row of scores.

    Only pairs that occur in the training notes can win, so category and section never contradict each other.
    """
    import numpy as np

    likely = probabilities(scores, temperature)
    chosen = scores.argmax(axis=1)
    same_category = np.array([[one[0] == other[0] for one in pairs] for other in pairs], dtype=np.float64)
    same_section = np.array([[shown(one[1]) == shown(other[1]) for one in pairs] for other in pairs], dtype=np.float64)
    sure_category = np.einsum("np,np->n", likely, same_category[chosen])
    sure_section = np.einsum("np,np->n", likely, same_section[chosen])
    return Decisions(chosen, np.minimum(sure_category, 1.0), np.minimum(sure_section, 1.0))
