"""The database itself keeps editions apart (5.13): an answer's item belongs to the edition of its round, and a round
with self-assessments stays on its edition.

When 0001 is generated anew, move this file aside meanwhile: it depends on it by name.
"""

from django.db import migrations

ITEM_EDITION = (
    "(SELECT p.edition_id FROM decompose_item i JOIN decompose_project p ON p.id = i.project_id WHERE i.id = NEW.item_id)"
)
ROUND_EDITION = (
    "(SELECT r.edition_id FROM claim_assessment a JOIN claim_claimround r ON r.id = a.round_id "
    "WHERE a.id = NEW.assessment_id)"
)
FOREIGN = f"{ITEM_EDITION} <> {ROUND_EDITION}"
MOVED = (
    "NEW.edition_id <> OLD.edition_id AND EXISTS (SELECT 1 FROM claim_assessment a WHERE a.round_id = NEW.id)"
)
MESSAGE = "results of two editions never mix"
TRIGGERS = (
    ("claim_answer", "INSERT", FOREIGN),
    ("claim_answer", "UPDATE", FOREIGN),
    ("claim_claimround", "UPDATE", MOVED),
)


def _sqlite():
    for table, act, wrong in TRIGGERS:
        name = f"{table}_{act.lower()}_edition"
        yield (
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {wrong} "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
            f"DROP TRIGGER IF EXISTS {name}",
        )


def _postgresql():
    for table, act, wrong in TRIGGERS:
        name = f"{table}_{act.lower()}_edition"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {wrong} THEN "
            f"RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
            f"RETURN NEW; END $$; "
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
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
    dependencies = [("claim", "0001_initial"), ("decompose", "0001_initial")]
    operations = [migrations.RunPython(put_up, take_down)]
