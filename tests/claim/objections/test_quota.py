"""The quota of a network: counted under a digest in memory, with a key of the day."""

from datetime import UTC, datetime, timedelta

import pytest

from fivefold.claim.objections.quota import HOURLY, Quota, network_of

AT = datetime(2026, 9, 1, 10, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("203.0.114.77", "203.0.114.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("10.1.2.3", "10.1.2.0/24"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_addresses_are_counted_by_network(address, network):
    assert network_of(address) == network


def spent(quota, network="203.0.113.0/24", subject="a", at=AT):
    return [quota.spend(network, subject, at) for _ in range(HOURLY + 1)].count(True)


def test_each_network_and_each_list_has_its_own_count_and_the_next_hour_a_new_one():
    quota = Quota()
    assert spent(quota) == HOURLY
    assert spent(quota, at=AT + timedelta(minutes=54)) == 0
    assert spent(quota, subject="b") == HOURLY
    assert spent(quota, network="203.0.114.0/24") == HOURLY
    assert spent(quota, at=AT + timedelta(hours=1)) == HOURLY


def test_what_names_no_network_is_not_counted():
    assert spent(Quota(), network="") == HOURLY + 1


def test_memory_holds_no_address_and_the_key_lasts_a_day():
    quota = Quota()
    quota.spend("203.0.113.0/24", "a", AT)
    key, counts = quota._key, list(quota._counts)
    assert (len(key), [len(one) for one in counts]) == (32, [32])
    assert "203.0.113" not in repr(vars(quota))
    quota.spend("203.0.113.0/24", "a", AT + timedelta(hours=2))
    assert (quota._key, list(quota._counts)) == (key, counts)
    quota.spend("203.0.113.0/24", "a", AT + timedelta(days=1))
    assert quota._key != key
    assert list(quota._counts) != counts
