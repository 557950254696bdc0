"""Subject ``founding``."""
