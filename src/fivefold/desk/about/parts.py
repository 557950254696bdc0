"""Third-party parts: libraries as the installed packages name themselves, and files carried beside the code."""

import functools
import re
from dataclasses import dataclass
from email.message import Message
from importlib import metadata
from typing import cast

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE = "License ::"


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """A part made by others: its name, version and licence."""

    name: str
    version: str
    licence: str


# Served or embedded files; folder third_party holds them with their licences and digests.
CARRIED = (
    ThirdParty("htmx", "4.0.1", "0BSD"),
    ThirdParty("Noto Serif SC", "2.003", "OFL-1.1"),
    ThirdParty("Noto Sans SC", "2.004", "OFL-1.1"),
    ThirdParty("Fivefold Kai (LXGW WenKai)", "1.250", "OFL-1.1"),
)


def _licence(facts: Message) -> str:
    """Return the licence that a package states: the expression, else the classifier, else its own words."""
    said = facts.get("License-Expression")
    if said:
        return str(said)
    classifiers = [str(c) for c in facts.get_all("Classifier") or [] if str(c).startswith(_LICENCE)]
    return classifiers[-1].rpartition(" :: ")[2] if classifiers else str(facts.get("License") or "")


@functools.cache
def libraries() -> tuple[ThirdParty, ...]:
    """Return the libraries that this release asks for, as installed, by name."""
    names = {
        match[0]
        for line in metadata.requires("fivefold") or []
        if "extra ==" not in line and (match := _NAME.match(line))
    }
    found = [metadata.distribution(name) for name in sorted(names, key=str.lower)]
    return tuple(
        ThirdParty(one.metadata["Name"], one.version, _licence(cast("Message", one.metadata)))
        for one in found
    )
