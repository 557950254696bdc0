"""Subject ``objections``."""
