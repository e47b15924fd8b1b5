"""Items become labels: a disclosure category and a section of the report."""

from assistant.classify.label import Label
from assistant.classify.loading import load_classifier
from assistant.classify.model import Classifier

__all__ = ["Classifier", "Label", "load_classifier"]
