"""What SQLite's planner has been told of a table."""

from django.db import connection


def known(table: str) -> dict[str, int]:
    """The number of rows that it takes each index of a table to have; nothing before it has looked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if cursor.fetchone() == (0,):
            return {}
        cursor.execute("SELECT idx, stat FROM sqlite_stat1 WHERE tbl = %s AND idx IS NOT NULL", [table])
        return {index: int(stat.split()[0]) for index, stat in cursor.fetchall()}
