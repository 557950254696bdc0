"""Subject ``postings``."""
