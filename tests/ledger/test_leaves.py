"""What the log said of subjects: the first leaf of a kind, and only leaves that the tree covers."""

from django.db import transaction

from cast import NOW
from fivefold.ledger import reading
from fivefold.ledger.models import Entry
from fivefold.ledger.record import NewEntry, record_many

ORIGIN = "test.example/p"
ACTS = [("a", "thing.done"), ("b", "thing.done"), ("a", "thing.done"), ("a", "thing.undone"), ("b", "other")]


def told():
    """The log's acts, each leaf with its place in the order of telling."""
    news = [
        NewEntry(kind, "thing", subject, {"role": "system"}, NOW, {"place": place})
        for place, (subject, kind) in enumerate(ACTS)
    ]
    with transaction.atomic():
        record_many(ORIGIN, news)


def places(leaves):
    return {kind: leaf["params"]["place"] for kind, leaf in leaves.items()}


def both(subject):
    """The places that the three readers give for a subject, which are the same."""
    kinds = ("thing.done", "thing.undone")
    one = places(reading.first_leaves(ORIGIN, "thing", subject, *kinds))
    all_ = reading.first_leaves_of_all(ORIGIN, "thing", *kinds)
    some = reading.first_leaves_of_some([(ORIGIN, subject), ("test.example/q", subject)], "thing", *kinds)
    assert one == places(all_.get(subject, {})) == places(some.pop((ORIGIN, subject), {}))
    assert some == {}
    return one


def test_the_first_leaf_of_each_kind_is_read(db, django_assert_num_queries):
    told()
    with django_assert_num_queries(6):
        assert (both("a"), both("b")) == ({"thing.done": 0, "thing.undone": 3}, {"thing.done": 1})
    assert both("c") == {}
    assert reading.first_leaves_of_all("test.example/q", "thing", "thing.done") == {}


def test_an_edited_leaf_says_nothing_and_no_later_one_speaks_for_it(db):
    told()
    assert both("a") == {"thing.done": 0, "thing.undone": 3}
    for place in (0, 1):
        leaf = Entry.objects.get(index=place)
        Entry.objects.filter(pk=leaf.pk).update(leaf=leaf.leaf.replace('"place":', '"placed":'))
    assert (both("a"), both("b")) == ({"thing.undone": 3}, {})
