"""Which writers of corpus/pairs.jsonl choose and teach nothing, so that what is measured on them is honest."""

HELD_OUT_PAIRS = frozenset({"w43", "w49", "w55", "w62"})
"""One writer of each of the four authors: a sub-district, a township by voice, a county office, a dialect."""
