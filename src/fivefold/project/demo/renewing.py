"""Whether the demonstration in the database is whole, and clearing away what an interrupted run left."""

from enum import Enum, auto
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Q

from fivefold.authz.roles import Role
from fivefold.orgs.models import Person
from fivefold.packs.models import Programme
from fivefold.project.demo.people import login_name

SLUGS = ("register", "demo")
_BESIDE = ("", "-wal", "-shm")  # what SQLite keeps beside its file, named by how the name goes on


class Standing(Enum):
    """How far the demonstration has come in this database."""

    ABSENT = auto()
    UNFINISHED = auto()
    WHOLE = auto()


class NotOursError(Exception):
    """The database cannot be begun anew without harm to what is not the demonstration's."""


def standing() -> Standing:
    """Tell by the log-ins, which are made together and last, whether the demonstration is whole."""
    if Person.objects.filter(username=login_name(Role.PUBLISHER)).exists():
        return Standing.WHOLE
    begun = Programme.objects.filter(slug__in=SLUGS).exists()
    return Standing.UNFINISHED if begun else Standing.ABSENT


def clear() -> None:
    """Remove the database file of an unfinished demonstration; the caller makes a fresh one.

    Raises NotOursError if the database is no SQLite file in the data folder, or holds other programmes or people.
    """
    path = Path(str(connection.settings_dict["NAME"])).resolve()
    if connection.vendor != "sqlite" or path.parent != Path(settings.DATA_DIR).resolve() or _strangers():
        raise NotOursError
    connection.close()
    for ending in _BESIDE:
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _strangers() -> bool:
    """Tell whether anything here was made by somebody else than the demonstration."""
    ours = Q()
    for slug in SLUGS:
        ours |= Q(username__startswith=f"{slug}-")
    return Programme.objects.exclude(slug__in=SLUGS).exists() or Person.objects.exclude(ours).exists()
