"""Application entry of the room ``authz``."""

from django.apps import AppConfig


class AuthzConfig(AppConfig):
    """The room ``authz``."""

    name = "fivefold.authz"
    label = "authz"
