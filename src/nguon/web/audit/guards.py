"""Triggers that refuse to change or delete a row of the action log, on both databases."""

from __future__ import annotations

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_SQLITE: Final = (
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit_logentry "
    "BEGIN SELECT RAISE(ABORT, 'the action log is append-only'); END",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit_logentry "
    "BEGIN SELECT RAISE(ABORT, 'the action log is append-only'); END",
)
_POSTGRESQL: Final = (
    "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the action log is append-only'; END $$",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE OR DELETE ON audit_logentry "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_logentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)


def put_guards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers; run by a migration."""
    for statement in _SQLITE if editor.connection.vendor == "sqlite" else _POSTGRESQL:
        editor.execute(statement)
