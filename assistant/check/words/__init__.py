"""Lists of words that a report should not use, as data; an office may bring its own."""

from assistant.check.words.load import Word, WordList, load_words
from assistant.check.words.match import find_words, office_rules

__all__ = ["Word", "WordList", "find_words", "load_words", "office_rules"]
