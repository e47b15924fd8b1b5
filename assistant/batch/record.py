"""The record that stands beside a case's outputs: from what they were made, and what they were when they were made."""

import msgspec

from assistant.batch.key import bytes_hash
from assistant.batch.task import Outcome

DONE_FILE = ".done.json"
_FORM = 1


class Done(msgspec.Struct, frozen=True):
    """The content of .done.json. It is written last: where it stands whole, the outputs beside it are whole."""

    outcome: Outcome
    seal: str = ""
    """Hash of the outcome as it was written: what is damaged is not believed."""
    form: int = _FORM
    """Changes when older programs could no longer read it."""


def done_bytes(outcome: Outcome) -> bytes:
    """Return the record of an outcome as JSON."""
    return msgspec.json.format(msgspec.json.encode(Done(outcome, _seal(outcome))), indent=1) + b"\n"


def read_done(content: bytes) -> Done | None:
    """Return the record that these bytes hold; None where they are damaged or of another form."""
    try:
        done = msgspec.json.decode(content, type=Done)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return done if done.form == _FORM and done.seal == _seal(done.outcome) else None


def _seal(outcome: Outcome) -> str:
    return bytes_hash(msgspec.json.encode(outcome))
