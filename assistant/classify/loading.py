"""Which classifier a user gets: the one the office trained, one of the office's categories, or the one that ships."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.classify.kept import MODELS, active, belongs_to
from assistant.classify.model import Classifier, encoder_of
from assistant.classify.weights import LABELS, WEIGHTS, Weights, load, save
from assistant.settings import Settings, load_settings, resource
from assistant.taxonomy import Taxonomy, load_taxonomy


def load_classifier(folder: Path | None = None, vectors: bool | None = None) -> Classifier:
    """Return the classifier of a folder; by default the one that the user's settings and trainings call for.

    `vectors` says whether sentence vectors are used; by default as the settings say.

    Raises:
        MissingResource: the folder or a file of it is missing or damaged.
        BadSettings: the settings or the office's categories cannot be read.

    """
    settings = load_settings()
    weights = _load(folder) if folder else weights_in_use(settings, load_taxonomy(settings.taxonomy))
    return _classifier(_Same(weights), settings.vectors if vectors is None else vectors)


@dataclass(frozen=True, eq=False)
class _Same:
    """Weights as the key of a cache: the same object, not the same numbers."""

    weights: Weights

    def __hash__(self) -> int:
        return id(self.weights)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.weights is self.weights


@lru_cache(maxsize=4)
def _classifier(same: _Same, vectors: bool) -> Classifier:
    return Classifier(same.weights, encoder_of(same.weights) if vectors else lambda: None)


def _load(folder: Path) -> Weights:
    """Return the weights of a folder, read once a process as long as its files stay the same."""
    try:
        found = [(folder / name).stat() for name in (LABELS, WEIGHTS)]
    except OSError:
        return load(folder)
    return _load_once(folder, tuple((each.st_mtime_ns, each.st_size, each.st_ino) for each in found))


@lru_cache(maxsize=4)
def _load_once(folder: Path, _: tuple[tuple[int, int, int], ...]) -> Weights:
    return load(folder)


def weights_in_use(settings: Settings, taxonomy: Taxonomy) -> Weights:
    """Return the weights for a taxonomy: those the office trained for it, else those made of its examples."""
    own = active(settings.home)
    if own is not None and belongs_to(own, taxonomy):
        return _load(own)
    shipped = resource("models", "labels")
    return _load(shipped) if taxonomy.built_in else _at_once(settings.home, taxonomy, shipped)


def _at_once(home: Path, taxonomy: Taxonomy, shipped: Path) -> Weights:
    """Return what is known of a taxonomy without training: made when first asked for, then kept."""
    from assistant.classify.office import fingerprint, fit_office, load_basis

    made_of = hashlib.blake2b((shipped / LABELS).read_bytes(), digest_size=6).hexdigest()
    folder = home / MODELS / f"taxonomy-{fingerprint(taxonomy)}-{made_of}"
    if not folder.exists():
        basis = load_basis()
        save(fit_office(taxonomy, basis, basis.known), folder)
    return _load(folder)
