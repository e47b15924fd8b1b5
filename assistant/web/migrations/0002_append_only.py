"""The database itself refuses to change or delete what the log says, and what a locked version holds."""

from typing import Any

from django.db import migrations

_LITE = (
    "CREATE TRIGGER web_log_kept_{verb} BEFORE {verb} ON web_logentry "
    "BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END",
    "CREATE TRIGGER web_version_kept_{verb} BEFORE {verb} ON web_version WHEN OLD.locked "
    "BEGIN SELECT RAISE(ABORT, 'a locked version stays as it is'); END",
)
_POSTGRES = (
    "CREATE FUNCTION web_keep() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'this is kept as it is'; END $$ LANGUAGE plpgsql",
    "CREATE TRIGGER web_log_kept BEFORE UPDATE OR DELETE ON web_logentry FOR EACH ROW EXECUTE FUNCTION web_keep()",
    "CREATE TRIGGER web_version_kept BEFORE UPDATE OR DELETE ON web_version "
    "FOR EACH ROW WHEN (OLD.locked) EXECUTE FUNCTION web_keep()",
)


def _guard(apps: Any, editor: Any) -> None:  # noqa: ANN401
    lite = [line.format(verb=verb) for line in _LITE for verb in ("UPDATE", "DELETE")]
    statements = lite if editor.connection.vendor == "sqlite" else _POSTGRES
    for statement in statements:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Triggers on the log and on locked versions."""

    dependencies = (("web", "0001_initial"),)
    operations = (migrations.RunPython(_guard, migrations.RunPython.noop),)
