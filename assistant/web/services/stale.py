"""Optimistic locking: who changes something says which version they saw."""

from typing import Any

from assistant.errors import AssistantError


class Stale(AssistantError):
    """Somebody changed it meanwhile: `current` is what stands there now, `wanted` what was to be written."""

    def __init__(self, current: Any, wanted: Any) -> None:  # noqa: ANN401
        super().__init__("刚才已有人改过这里，没有覆盖", "请对照两份内容，选一份或重新修改")
        self.current = current
        self.wanted = wanted


def same_version(row: Any, version: int, wanted: Any) -> None:  # noqa: ANN401
    """Refuse to change a row that is no longer the one seen.

    Raises:
        Stale: the row's version is another.

    """
    if row.version != version:
        raise Stale(row, wanted)
