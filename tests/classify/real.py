"""The real register in a programme of its own: areas, facts and the tree, no participation and no claim."""

from datetime import date
from pathlib import Path

from cast import NOW, PROGRAMMES
from fivefold.authz.roles import Role
from fivefold.classify.regions.commands import import_register
from fivefold.lifecycle.actor import Actor
from fivefold.lifecycle.clock import FrozenClock
from fivefold.orgs.models import Body, Person, Seat
from fivefold.orgs.seats import seat_facts
from fivefold.packs.models import Programme
from fivefold.packs.programmes import install_pack

DAY = date(2021, 1, 1)
CLOCK = FrozenClock(NOW)


def programme_of(pack: str, slug: str, title: str) -> Programme:
    version = install_pack(PROGRAMMES / pack, NOW)
    return Programme.objects.create(
        slug=slug,
        title=title,
        title_en=title,
        pack_version=version,
        time_zone="Asia/Shanghai",
        created_at=NOW,
    )


def publisher_of(programme: Programme) -> Actor:
    """A publisher's seat at the top body."""
    top = Body.objects.get(programme=programme, level=0)
    person = Person.objects.create_person(f"publisher-{programme.slug}", "发布员")
    seat = Seat.objects.create(
        person=person, programme=programme, body=top, role=Role.PUBLISHER.value, appointed_at=NOW
    )
    return Actor(seat_facts(Seat.objects.select_related("person", "body").get(pk=seat.pk)))


def register_file(pack: str = "cn-2021-shiyu") -> Path:
    return PROGRAMMES / pack / "register" / "areas.csv"


def real_programme() -> Programme:
    """The real register, imported as it lies in the pack."""
    programme = programme_of("cn-2021-shiyu", "real", "真实名录")
    import_register(programme, register_file(), on=DAY, clock=CLOCK)
    return programme
