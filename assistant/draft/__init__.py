"""Items, figures and past wording become a Report."""

from assistant.draft.claims import Claim
from assistant.draft.compose import Draft, compose
from assistant.draft.context import place_by_context
from assistant.draft.noted import Noted, note
from assistant.draft.wording import number

__all__ = ["Claim", "Draft", "Noted", "compose", "note", "number", "place_by_context"]
