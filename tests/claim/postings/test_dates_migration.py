"""A list posted before dates had a body: its date to acknowledge goes to the regions on it, and to nobody else."""

from importlib import import_module

import pytest
from django.apps import apps

from claim.postings.posted import CLOCK, after, post
from fivefold.claim.postings.telling import withdraw_dates
from fivefold.notices.models import CalendarEntry

pytestmark = pytest.mark.django_db
MIGRATION = import_module("fivefold.claim.migrations.0005_dates_of_regions")
CODE = "calendar.posting.acknowledge"


def forth():
    """Do to the rows what the migration does; the tables are the same on both sides of it."""
    MIGRATION.give_to_regions(apps, None)


def back():
    """Undo it."""
    MIGRATION.take_from_regions(apps, None)


def dates():
    """Every date of the programme's year by code and body, with its moment and subject."""
    rows = CalendarEntry.objects.values_list("code", "body_path", "at", "subject_id", "kind", "params")
    return {(code, path): tuple(map(str, told)) for code, path, *told in rows}


def test_each_region_on_an_older_list_gets_the_date(nation):
    posting = post(nation)
    now = dates()
    of_regions = {key for key in now if key[0] == CODE}
    assert {path for _, path in of_regions} == {
        nation.regions[name].body.path for name in ("甲市", "乙市", "丙市", "丁区")
    }
    told = {now[key] for key in of_regions}
    CalendarEntry.objects.filter(code=CODE).exclude(body_path=nation.regions["甲市"].body.path).delete()
    CalendarEntry.objects.filter(code=CODE).update(body_path="")
    assert {dates()[CODE, ""]} == told
    forth()
    assert dates() == now
    withdraw_dates(posting, after(posting, hours=1).now())
    assert not CalendarEntry.objects.filter(code=CODE).exists()


def test_going_back_leaves_one_date_that_names_nobody_and_the_others_as_they_were(nation):
    post(nation)
    now = dates()
    back()
    before = dates()
    assert [key for key in before if key[0] == CODE] == [(CODE, "")]
    assert {key: told for key, told in now.items() if key[0] != CODE} == {
        key: told for key, told in before.items() if key[0] != CODE
    }
    forth()
    assert dates() == now


def test_a_date_of_a_list_that_is_gone_stays(nation):
    CalendarEntry.objects.create(
        programme=nation.programme,
        code=CODE,
        kind="posting",
        at=CLOCK.now(),
        subject_type="posting",
        subject_id=GONE,
    )
    forth()
    assert [key for key in dates() if key[0] == CODE] == [(CODE, "")]


GONE = "00000000-0000-7000-8000-000000000000"
