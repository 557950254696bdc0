"""What the database's planner knows of the tables: how many rows, and how alike.

PostgreSQL looks by itself. SQLite never does, and without figures it takes every index for equally good; so the
worker has it look once a day, and whoever has just written many rows right after.
"""

import logging

from django.db import OperationalError, connection, transaction

# Rows read of each index: enough to tell a good one from a bad one, and milliseconds whatever the size.
_ROWS = 1000
logger = logging.getLogger("fivefold.jobs")


def refresh_statistics() -> bool:
    """Let SQLite look at its tables and indexes; return whether it did.

    Elsewhere nothing happens. Where somebody else writes too long, it is left for the next time: nothing but speed
    depends on it.
    """
    if connection.vendor != "sqlite":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={_ROWS}")
            cursor.execute("ANALYZE")
    except OperationalError:
        logger.warning("the tables were not looked at: the database was busy")
        return False
    return True
