"""SQLite's planner knows the tables: after an import, and whenever the worker looks; PostgreSQL looks by itself."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection

from fivefold.jobs import statistics
from fivefold.jobs.statistics import refresh_statistics
from jobs.planner import known

pytestmark = pytest.mark.django_db
sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own statistics")


@sqlite
def test_the_planner_knows_the_bodies_once_it_has_looked(nation):
    assert known("orgs_body") == {}
    assert refresh_statistics() is True
    found = known("orgs_body")
    assert {"body_path", "body_programme_level"} <= found.keys()
    assert set(found.values()) == {8}


@sqlite
def test_a_busy_database_is_left_for_the_next_time(caplog):
    with patch.object(statistics.transaction, "atomic", side_effect=OperationalError("database is locked")):
        assert refresh_statistics() is False
    assert "busy" in caplog.text


def test_another_database_looks_by_itself(django_assert_num_queries):
    with patch.object(connection, "vendor", "postgresql"), django_assert_num_queries(0):
        assert refresh_statistics() is False
