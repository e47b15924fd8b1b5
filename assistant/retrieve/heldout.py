"""Which writers of corpus/pairs.jsonl the encoder never reads, so that what is measured on them is honest.

Only the few weights of the rankings are learned from them (models/train_ranking.py), where figures are cross-validated.
"""

HELD_OUT_PAIRS = frozenset({"w43", "w49", "w55", "w62"})
"""One writer of each of the four authors: a sub-district, a township by voice, a county office, a dialect."""
