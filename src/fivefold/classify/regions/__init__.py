"""Subject ``regions``."""
