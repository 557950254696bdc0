"""Finding what lies below a path: a range of an index on SQLite, whose LIKE would read every path."""

from typing import Any

from django.db.models.lookups import PatternLookup, StartsWith

_LAST = 0x10FFFF  # no code holds the last sign that there is, so every longer path stands before it


class Below(StartsWith):
    """``path__startswith``: the same rows as ever, from the ``path`` on up to the path with the last sign behind it."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Return the range. SQLite compares text by its bytes, which are in the order of the signs."""
        path, own = self.process_lhs(compiler, connection)
        prefix, params = super(PatternLookup, self).process_rhs(compiler, connection)
        sql = f"({path} >= {prefix} AND {path} < {prefix} || char({_LAST}))"
        return sql, (*own, *params, *own, *params)
