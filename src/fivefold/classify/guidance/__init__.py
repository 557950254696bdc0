"""Subject ``guidance``."""
