"""What forms say, as values; a form nobody filled in on these pages is refused."""

from collections.abc import Mapping

from assistant.errors import AssistantError
from assistant.web.services.notes import Seen


class BadForm(AssistantError):
    """A form that these pages did not make."""


def number(form: Mapping[str, str], name: str) -> int:
    """Return a whole number of a form.

    Raises:
        BadForm: it is missing or no number.

    """
    value = str(form.get(name, "")).strip()
    if not value.isdecimal() or len(value) > 12:
        raise BadForm("表单不完整，没有保存", "请刷新页面后重试")
    return int(value)


def seen(values: list[str]) -> list[Seen]:
    """Return notes as `number:version` values say.

    >>> seen(["12:3"])
    [Seen(note=12, version=3)]

    Raises:
        BadForm: a value says something else, or there is none.

    """
    pairs = [value.split(":") for value in values]
    if not pairs or any(len(pair) != 2 or not all(part.isdecimal() for part in pair) for pair in pairs):
        raise BadForm("没有选中记录", "请先选一条记录")
    return [Seen(int(note), int(version)) for note, version in pairs]
