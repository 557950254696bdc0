"""Prepared queries answer exactly what the same queryset answers."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import CharField, DateTimeField, F, IntegerField, UUIDField

from cast import NOW
from fivefold.ledger.models import Entry, Log, Node
from fivefold.ledger.prepared import Prepared, PreparedRows, Slot, columns_of
from fivefold.ledger.record import NewEntry, record_many
from fivefold.orgs.models import Body

ORIGIN = "test.example/prepared"


@pytest.fixture
def entries(db):
    actor = {"seat": "s", "role": "signer", "body": "9101"}
    news = [
        NewEntry("thing.done", "thing", str(number), actor, NOW + timedelta(hours=number), {})
        for number in range(4)
    ]
    with transaction.atomic():
        record_many(ORIGIN, news)
    return Entry.objects.filter(origin=ORIGIN)


def test_values_are_set_in_and_columns_converted(entries):
    made = []

    def make():
        made.append(1)
        since = Slot("since", DateTimeField())
        rows = Entry.objects.filter(origin=Slot("origin", CharField()), at__gte=since)
        return rows.order_by("index").values_list("pk", "at", "subject_id")

    prepared = Prepared(make)
    for hours in (0, 2, 9):
        at = NOW + timedelta(hours=hours)
        same = entries.filter(at__gte=at).order_by("index").values_list("pk", "at", "subject_id")
        assert prepared.rows(origin=ORIGIN, since=at) == list(same)
    assert prepared.rows(origin="elsewhere", since=NOW) == []
    assert made == [1]


def test_constants_and_slices_stay_in_the_query(entries, django_assert_num_queries):
    prepared = Prepared(
        lambda: (
            Entry.objects.filter(subject_type="thing", index__gte=Slot("first", IntegerField()))
            .order_by("-index")
            .values_list("index")[:2]
        )
    )
    with django_assert_num_queries(1):
        assert prepared.rows(first=1) == [(3,), (2,)]
    assert prepared.rows(first=3) == [(3,)]


def test_a_slot_needs_its_value(entries):
    prepared = Prepared(lambda: Log.objects.filter(origin=Slot("origin", CharField())).values_list("size"))
    assert prepared.rows(origin=ORIGIN) == [(4,)]
    with pytest.raises(KeyError):
        prepared.rows()


def test_rows_as_objects_are_those_of_the_table(entries):
    prepared = PreparedRows(
        Entry, lambda: Entry.objects.filter(origin=Slot("origin", CharField())).order_by(F("index").desc())
    )
    found = prepared.objects(origin=ORIGIN)
    assert found == list(entries.order_by("-index"))
    assert all(not one._state.adding for one in found)
    assert [one.leaf for one in found] == list(entries.order_by("-index").values_list("leaf", flat=True))


def test_columns_can_be_left_for_later(entries, django_assert_num_queries):
    assert columns_of(Node) == ("id", "origin", "level", "index", "hash")
    columns = columns_of(Entry, "leaf")
    row = entries.order_by("index").values_list(*columns)[0]
    one = Entry.from_db("default", columns, row)
    assert one.get_deferred_fields() == {"leaf"}
    with django_assert_num_queries(1):
        assert '"thing"' in one.leaf


def test_kinds_are_asked_apart_and_no_row_is_no_question(entries, django_assert_num_queries):
    prepared = Prepared(
        lambda *kinds: (
            Entry.objects.filter(origin=Slot("origin", CharField()), subject_id__in=kinds)
            .order_by("index")
            .values_list("index")
        )
    )
    assert prepared.rows("0", "2", origin=ORIGIN) == [(0,), (2,)]
    assert prepared.rows("3", origin=ORIGIN) == [(3,)]
    with django_assert_num_queries(0):
        assert prepared.rows(origin=ORIGIN) == []
        assert prepared.counted(origin=ORIGIN) == []


def test_rows_that_are_alike_are_counted(entries):
    prepared = Prepared(
        lambda: (
            Entry.objects.filter(origin=Slot("origin", CharField()))
            .order_by()
            .values_list("kind", "subject_type")
        )
    )
    assert prepared.counted(origin=ORIGIN) == [("thing.done", "thing", 4)]


def test_objects_come_with_the_rows_that_belong_to_them(nation, django_assert_num_queries):
    prepared = PreparedRows(
        Body,
        lambda *names: (
            Body.objects.filter(name__in=names, programme=Slot("programme", UUIDField()))
            .select_related("parent", "programme")
            .order_by("name")
        ),
    )
    with django_assert_num_queries(1):
        found = prepared.objects("甲市", "丙市", programme=nation.programme.pk)
        assert [(row.name, row.parent.name, row.programme.slug) for row in found] == [
            ("丙市", "样例省", "test"),
            ("甲市", "演示省", "test"),
        ]
    with django_assert_num_queries(0):
        assert prepared.objects(programme=nation.programme.pk) == []
