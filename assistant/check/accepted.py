"""Findings a reviewer accepted: they stay accepted while their evidence is the same, and open again when it changes."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from assistant.check.finding import Finding
from assistant.errors import BadSettings


def evidence_key(finding: Finding) -> str:
    """Return the key of a finding: its rule and its evidence, never its line or page.

    The same sentence moved elsewhere keeps its key; another number in it gives another key.
    """
    parts = (finding.rule, "".join(finding.quote.split()), finding.message, str(finding.expected), str(finding.actual))
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=6).hexdigest()


def load_accepted(path: Path) -> dict[str, str]:
    """Return accepted keys with the reasons given; a file that is not there holds none.

    Raises:
        BadSettings: the file is no mapping of keys to reasons.

    """
    if not path.exists():
        return {}
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=dict[str, str])
    except (msgspec.DecodeError, OSError) as error:
        raise BadSettings(f"{path} 不是接受记录", "应为“编号: 理由”，由 nianbao check --accept 写出") from error


def accept(path: Path, findings: Iterable[Finding], keys: Mapping[str, str]) -> dict[str, str]:
    """Add `keys` (with reasons) to the record at `path` and return all of it.

    Raises:
        BadSettings: a key that no finding has.

    """
    known = {evidence_key(finding) for finding in findings}
    if strange := [key for key in keys if key not in known]:
        raise BadSettings(f"没有编号为{'、'.join(strange)}的检查结果", "请先运行 nianbao check 查看编号")
    record = {**load_accepted(path), **keys}
    path.write_bytes(msgspec.yaml.encode(record))
    return record


def open_findings(findings: Iterable[Finding], accepted: Mapping[str, str]) -> list[Finding]:
    """Return the findings nobody accepted."""
    return [finding for finding in findings if evidence_key(finding) not in accepted]
