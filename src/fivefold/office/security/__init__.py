"""Subject ``security``."""
