"""Subject ``people``."""
