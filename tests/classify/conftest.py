"""Programmes of this division's tests: the real register, and the second pack."""

import pytest
from classify.real import DAY, CLOCK, programme_of, publisher_of, real_programme, register_file

from fivefold.classify.regions.commands import import_register


@pytest.fixture
def real(db):
    return real_programme()


@pytest.fixture
def publisher(real):
    return publisher_of(real)


@pytest.fixture
def tiny(db):
    programme = programme_of("tiny-two-level", "tiny", "演示图书馆联盟")
    import_register(programme, register_file("tiny-two-level"), on=DAY, clock=CLOCK)
    return programme
