"""JSON Lines and JSON arrays of notes become records."""

import msgspec

from assistant.ingest.encoding import Readable
from assistant.ingest.source import Material, Place, Problem, Record

_TEXT_MISSING = "没有 text 字段，或者 text 不是文字"
_EXAMPLE = '每行应为一个 JSON 对象，例如：{"text": "6月5日召开政务公开培训会"}'


def read_jsonl(readable: Readable, file: str) -> Material:
    """Read one record a line; blank lines are nothing, lines that hold no record are told with their number."""
    with readable.lines() as lines:
        read = [_record(line, Place(file, line=number)) for number, line in enumerate(lines, 1) if line.strip()]
    records = tuple(each for each in read if isinstance(each, Record))
    return Material(records=records, problems=tuple(each for each in read if isinstance(each, Problem)))


def _record(line: str, place: Place) -> Record | Problem:
    try:
        value = msgspec.json.decode(line.encode())
    except (msgspec.DecodeError, RecursionError):
        return Problem(place, "不是完整的 JSON，没有读取", _EXAMPLE)
    return to_record(value, place)


def to_record(value: object, place: Place) -> Record | Problem:
    """Return the record a JSON value is, or what it lacks."""
    if not isinstance(value, dict):
        return Problem(place, "不是 JSON 对象，没有读取", _EXAMPLE)
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        return Problem(place, f"{_TEXT_MISSING}，没有读取", _EXAMPLE)
    return Record(place, text, {key: each for key, each in value.items() if key != "text"})


def looks_like_jsonl(text: str) -> bool:
    """Say whether a text without a telling name is JSON Lines: its first two lines are objects, one with `text`."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:2]
    if not lines or not lines[0].lstrip().startswith("{"):
        return False
    return any(isinstance(_record(line, Place("")), Record) for line in lines)
