"""The row that says where the log ends; and the database itself refuses to change or remove a line of the log."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FIRST = "0" * 64
REFUSAL = "the access log is only ever added to"

SQLITE = tuple(
    f"CREATE TRIGGER access_entry_no_{verb} BEFORE {verb} ON access_entry BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("update", "delete")
)
POSTGRESQL = (
    "CREATE FUNCTION access_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    "CREATE TRIGGER access_entry_only_added_to BEFORE UPDATE OR DELETE ON access_entry "
    "FOR EACH ROW EXECUTE FUNCTION access_entry_refuse()",
    "CREATE TRIGGER access_entry_never_emptied BEFORE TRUNCATE ON access_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION access_entry_refuse()",
)


def begin(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the head and the triggers."""
    apps.get_model("access", "Head").objects.create(id=1, number=0, seal=FIRST)
    for line in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(line)


class Migration(migrations.Migration):
    """Not to be undone: the log is not to be lost."""

    dependencies = (("access", "0001_initial"),)
    operations = (migrations.RunPython(begin),)
