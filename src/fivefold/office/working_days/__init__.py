"""Subject ``working_days``."""
