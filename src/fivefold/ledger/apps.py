"""Application entry of the room ``ledger``."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The room ``ledger``."""

    name = "fivefold.ledger"
    label = "ledger"
