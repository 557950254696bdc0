"""Subject ``audit``."""
