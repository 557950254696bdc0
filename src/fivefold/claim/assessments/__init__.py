"""Subject ``assessments``."""
