"""Subject ``seats``."""
