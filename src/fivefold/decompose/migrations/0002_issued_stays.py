"""The database itself keeps the content of an issued edition: no new block, project or item, and none changed."""

from django.db import migrations

TABLES = (
    ("decompose_block", "NEW.edition_id"),
    ("decompose_project", "NEW.edition_id"),
    ("decompose_item", "(SELECT p.edition_id FROM decompose_project p WHERE p.id = NEW.project_id)"),
)
MESSAGE = "an issued edition is never changed"


def _issued(edition):
    return f"EXISTS (SELECT 1 FROM decompose_guidelineedition e WHERE e.id = {edition} AND e.state = 'issued')"


def _sqlite():
    for table, edition in TABLES:
        for act in ("INSERT", "UPDATE"):
            name = f"{table}_{act.lower()}_issued"
            yield (
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {_issued(edition)} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
                f"DROP TRIGGER IF EXISTS {name}",
            )


def _postgresql():
    for table, edition in TABLES:
        name = f"{table}_issued"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {_issued(edition)} THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN NEW; END $$; "
            f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"DROP TRIGGER IF EXISTS {name} ON {table}; DROP FUNCTION IF EXISTS {name}()",
        )


STATEMENTS = {"sqlite": _sqlite, "postgresql": _postgresql}


def _run(editor, place):
    for statements in STATEMENTS.get(editor.connection.vendor, tuple)():
        with editor.connection.cursor() as cursor:
            cursor.execute(statements[place])


def put_up(apps, editor):
    _run(editor, 0)


def take_down(apps, editor):
    _run(editor, 1)


class Migration(migrations.Migration):
    dependencies = [("decompose", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
