"""Bodies, people and seats."""

from datetime import timedelta

from cast import NOW
from fivefold.orgs.models import Body, Person, Seat
from fivefold.orgs.seats import seats_in_force
from fivefold.orgs.tree import ancestor_at, path_below, top


def test_ancestors(nation):
    region = nation.regions["甲市"].body
    assert ancestor_at(region, 2) == region
    assert ancestor_at(region, 1) == nation.provinces["演示省"]
    assert ancestor_at(region, 0) == nation.centre
    assert ancestor_at(nation.centre, 1) is None
    assert ancestor_at(Body(level=3), 1) is None
    assert top(nation.programme) == nation.centre


def test_paths():
    assert path_below(None, "00") == "00/"
    assert path_below(Body(path="00/91/"), "9101") == "00/91/9101/"


def test_a_seat_counts_from_appointment_to_its_end(nation):
    """Authority changes take effect at once: an ended seat is no seat."""
    row = Seat.objects.get(pk=nation.seats["甲市 signer"].id)
    person = row.person
    assert [s.pk for s in seats_in_force(person, NOW)] == [row.pk]
    assert not seats_in_force(person, NOW - timedelta(seconds=1))
    Seat.objects.filter(pk=row.pk).update(ends_at=NOW + timedelta(days=1))
    assert seats_in_force(person, NOW)
    assert not seats_in_force(person, NOW + timedelta(days=1))


def test_an_inactive_person_has_no_seat(nation):
    person = Seat.objects.get(pk=nation.seats["甲市 signer"].id).person
    person.is_active = False
    person.save()
    assert not seats_in_force(person, NOW)


def test_when_a_person_last_signed_in_is_not_kept(nation, client):
    """6.16: no log-ins are counted."""
    nation.login(client, "甲市 signer")
    assert not [f for f in Person._meta.get_fields() if "login" in f.name]


def test_names(nation):
    seat = Seat.objects.select_related("person").get(pk=nation.seats["甲市 signer"].id)
    assert (str(seat), str(seat.person), str(nation.centre)) == (
        "甲市signer signer",
        "甲市signer",
        "演示中央办公室",
    )
