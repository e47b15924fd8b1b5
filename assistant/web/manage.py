"""Django's own commands for those who work on the pages: `python -m assistant.web.manage makemigrations web`."""

import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Run a Django command against an empty data folder."""
    from django.conf import settings
    from django.core.management import execute_from_command_line

    from assistant.web import project

    with tempfile.TemporaryDirectory() as folder:
        options = project.Options(Path(folder))
        settings.configure(**project._settings(options))
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
