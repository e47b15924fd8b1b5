"""What an examination says: fine, a reminder, or something that must be mended, always with what to do."""

from enum import StrEnum

import msgspec


class State(StrEnum):
    """How it stands with one thing. The value is for machines; the word printed is in WORDS."""

    FINE = "fine"
    REMINDER = "reminder"
    """Works, with less: a font that is replaced, a part that is not installed."""
    WRONG = "wrong"


WORDS = {State.FINE: "正常", State.REMINDER: "提醒", State.WRONG: "问题"}


class Told(msgspec.Struct, frozen=True):
    """One thing that was looked at. `remedy` is never empty where something is not fine."""

    part: str
    """版本, 字体, 模型, 语料, 空间, 权限, 组件, 试起草."""
    state: State
    message: str
    remedy: str = ""


def fine(part: str, message: str) -> Told:
    """Return that a part is well."""
    return Told(part, State.FINE, message)


def reminder(part: str, message: str, remedy: str) -> Told:
    """Return that a part works with less."""
    return Told(part, State.REMINDER, message, remedy)


def wrong(part: str, message: str, remedy: str) -> Told:
    """Return that a part must be mended."""
    return Told(part, State.WRONG, message, remedy)
