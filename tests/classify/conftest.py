"""Programmes of this division's tests: the real register, an empty one, one of six fictional areas, the second pack."""

from datetime import UTC, date, datetime

import pytest

from cast import NOW
from classify.files import as_csv, nation_rows
from classify.real import CLOCK, DAY, programme_of, publisher_of, real_programme, register_file
from fivefold.classify.regions.commands import import_register
from fivefold.classify.register.actions import Upload, Wanted, register_import_file
from fivefold.lifecycle.actor import SYSTEM
from fivefold.lifecycle.clock import FrozenClock
from fivefold.orgs.models import Body


@pytest.fixture
def real(db):
    return real_programme()


@pytest.fixture
def publisher(real):
    return publisher_of(real)


@pytest.fixture
def empty(db):
    """A programme with its centre and no area."""
    programme = programme_of("cn-2021-shiyu", "empty", "演示计划")
    programme.demo = True
    programme.save()
    Body.objects.create(programme=programme, code="00", name="演示中央", level=0, path="00/")
    return programme


@pytest.fixture
def small(empty):
    """Six fictional areas: 甲 and 丁 in batch 1, 乙 in batch 2, 戊 outside, since 2024."""
    register_import_file(
        programme=empty,
        upload=Upload(as_csv(nation_rows()), "演示名录.csv", "text/csv"),
        wanted=Wanted("areas", date(2024, 1, 1)),
        actor=SYSTEM,
        clock=FrozenClock(datetime(2024, 1, 2, tzinfo=UTC)),
    )
    return empty


@pytest.fixture
def centre(empty):
    return publisher_of(empty)


@pytest.fixture
def tiny(db):
    programme = programme_of("tiny-two-level", "tiny", "演示图书馆联盟")
    import_register(programme, register_file("tiny-two-level"), on=DAY, clock=CLOCK)
    return programme


@pytest.fixture
def now():
    return NOW
