"""Application entry of the room ``project``."""

from collections.abc import Iterator

from django.apps import AppConfig
from django.conf import settings

from fivefold.web.demo import DemoLogin, register_demo_logins


class ProjectConfig(AppConfig):
    """The room ``project``."""

    name = "fivefold.project"
    label = "project"

    def ready(self) -> None:
        """Register the system checks and, in a demonstration, its people."""
        from fivefold.project import checks  # noqa: F401 - registers by import

        if settings.DEMO:
            register_demo_logins(people_of_the_demo)


def people_of_the_demo() -> Iterator[DemoLogin]:
    """Yield the log-ins of the demonstration as they stand in the database."""
    from fivefold.project.demo.build import logins
    from fivefold.project.demo.people import PASSWORD

    for login in logins():
        yield DemoLogin(login.username, PASSWORD, f"{login.role} · {login.place}")
