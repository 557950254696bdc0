"""Properties are tried on the same examples everywhere, and a slow machine fails none."""

from hypothesis import settings

settings.register_profile("fivefold", deadline=None, derandomize=True)
settings.load_profile("fivefold")
