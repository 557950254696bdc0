"""Subject ``guideline``."""
