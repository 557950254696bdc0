"""The sign-in form: labels instead of placeholders, no second hint beside the page's own words."""

from functools import cached_property
from typing import Any

from allauth.account.forms import LoginForm

from fivefold.web.demo import DemoLogin, demo_logins


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """User name and password, nothing else."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)

    @cached_property
    def demo_logins(self) -> list[DemoLogin]:
        """The people of the demonstration, listed below the form."""
        return demo_logins()
