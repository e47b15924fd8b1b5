"""How sure is sure: the temperature that makes probabilities true, the confidence below which a person should look."""

from typing import TYPE_CHECKING

from assistant.classify.decide import probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.classify.grams import Numbers, Places

_COLDEST, _WARMEST = 0.02, 20.0


def fit_temperature(scores: "Numbers", gold: "Places") -> float:
    """Return the temperature that makes the right pairs (`gold`, an index per row of scores) likeliest.

    Source: Guo et al. 2017, On Calibration of Modern Neural Networks (temperature scaling), on scores of
    held-out notes.
    """
    import numpy as np
    from scipy.optimize import minimize_scalar

    def surprise(temperature: float) -> float:
        likely = probabilities(scores, temperature)[np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(likely, 1e-12)).mean())

    found = minimize_scalar(surprise, bounds=(_COLDEST, _WARMEST), method="bounded", options={"xatol": 1e-6})
    return round(float(found.x), 6)


def choose_threshold(confidence: "Numbers", right: "NDArray[np.bool_]", wanted: float) -> float:
    """Return the lowest confidence from which on at least `wanted` of the notes are right; 1.0 where none suffices."""
    import numpy as np

    order = np.argsort(-confidence, kind="stable")
    accuracy = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(accuracy >= wanted)
    return round(float(confidence[order][enough[-1]]), 6) if len(enough) else 1.0


def calibration_error(confidence: "Numbers", right: "NDArray[np.bool_]", bins: int = 10) -> float:
    """Return the expected calibration error: mean distance of confidence and accuracy over equal-width bins."""
    import numpy as np

    place = np.minimum((confidence * bins).astype(np.int64), bins - 1)
    gap = np.bincount(place, confidence - right, minlength=bins)
    return float(np.abs(gap).sum() / len(confidence))


def coverage_curve(confidence: "Numbers", right: "NDArray[np.bool_]") -> list[tuple[float, float]]:
    """Return (share of notes, accuracy of that most confident share) from 0.1 to 1."""
    import numpy as np

    hits = right[np.argsort(-confidence, kind="stable")]
    shares = [tenth / 10 for tenth in range(1, 11)]
    return [(share, float(hits[: max(1, round(share * len(hits)))].mean())) for share in shares]
