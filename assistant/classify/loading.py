"""Which classifier a user gets: the one the office trained, one of the office's categories, or the one that ships."""

import hashlib
from pathlib import Path

from assistant.classify.kept import MODELS, active, belongs_to
from assistant.classify.model import Classifier, encoder_of
from assistant.classify.weights import LABELS, Weights, load, save
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
    weights = load(folder) if folder else weights_in_use(settings, load_taxonomy(settings.taxonomy))
    use = settings.vectors if vectors is None else vectors
    return Classifier(weights, encoder_of(weights) if use else lambda: None)


def weights_in_use(settings: Settings, taxonomy: Taxonomy) -> Weights:
    """Return the weights for a taxonomy: those the office trained for it, else those made of its examples."""
    own = active(settings.home)
    if own is not None and belongs_to(own, taxonomy):
        return load(own)
    shipped = resource("models", "labels")
    return load(shipped) if taxonomy.built_in else _at_once(settings.home, taxonomy, shipped)


def _at_once(home: Path, taxonomy: Taxonomy, shipped: Path) -> Weights:
    """Return what is known of a taxonomy without training: made when first asked for, then kept."""
    from assistant.classify.office import fingerprint, fit_office, load_basis

    made_of = hashlib.blake2b((shipped / LABELS).read_bytes(), digest_size=6).hexdigest()
    folder = home / MODELS / f"taxonomy-{fingerprint(taxonomy)}-{made_of}"
    if not folder.exists():
        basis = load_basis()
        save(fit_office(taxonomy, basis, basis.known), folder)
    return load(folder)
