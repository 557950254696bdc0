"""Subject ``rounds``."""
