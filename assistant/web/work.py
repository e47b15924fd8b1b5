"""A job in a process of its own: its options come on standard input, its progress goes to its row."""

import json
import os
import sys
from pathlib import Path

from assistant.web import project


def main() -> None:
    """Do the one job that standard input names."""
    told = json.load(sys.stdin)
    number = told.pop("job")
    options = project.Options(**{**told, "data": Path(told["data"]), "names": tuple(told["names"])})
    if hasattr(os, "nice"):
        os.nice(5)  # pages go first
    project.set_up(options)

    from assistant.web.models import Job
    from assistant.web.services import jobs

    jobs.perform(Job.objects.select_related("case", "by").get(pk=number))


if __name__ == "__main__":
    main()
