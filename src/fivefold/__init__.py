"""Fivefold (五分): runs classified-guidance pilot programmes by the five divisions (五分法)."""

__version__ = "0.1.0"
