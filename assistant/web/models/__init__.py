"""What the pages remember. Inputs are files in the case's folder; here stand edits, decisions, history and an index."""

from assistant.web.models.case import Case, Job, Note, State
from assistant.web.models.edits import FindingDecision, SentenceEdit, TypedFigure, Version
from assistant.web.models.history import LogEntry
from assistant.web.models.people import Agency, Attempt, Membership, Role, Ticket
from assistant.web.models.word import WordProposal

__all__ = [
    "Agency", "Attempt", "Case", "FindingDecision", "Job", "LogEntry", "Membership", "Note", "Role", "SentenceEdit",
    "State", "Ticket", "TypedFigure", "Version", "WordProposal",
]  # fmt: skip
