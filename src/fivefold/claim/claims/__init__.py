"""Subject ``claims``."""
