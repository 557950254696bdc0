"""Subject ``class_lists``."""
