"""An installation is looked at: versions, fonts, models, corpus, disk, memory, a test draft; each complaint with a remedy."""

from assistant.doctor.complaint import WORDS, State, Told
from assistant.doctor.run import examine

__all__ = ["WORDS", "State", "Told", "examine"]
