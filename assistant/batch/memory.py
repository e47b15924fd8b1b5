"""How much memory a process has, where the system tells."""

import os
from pathlib import Path

_PROC = Path("/proc")


def resident_megabytes(process: int | None) -> float:
    """Return the resident memory of a process in MB (2**20 bytes); 0 where the system does not tell (not Linux)."""
    try:
        pages = int((_PROC / str(process) / "statm").read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def first_to_go() -> None:
    """Let the system end this process rather than another one when memory runs out; only Linux knows of it."""
    try:
        (_PROC / "self" / "oom_score_adj").write_text("800")
    except OSError:
        return
