"""Lists of words that a report should not use, as data; an office may bring its own. And words that sound alike."""

from assistant.check.words.load import Word, WordList, load_words
from assistant.check.words.match import find_words, office_rules
from assistant.check.words.misspelled import Misspelled, misspelled

__all__ = ["Misspelled", "Word", "WordList", "find_words", "load_words", "misspelled", "office_rules"]
