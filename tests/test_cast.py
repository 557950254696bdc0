"""The cast stands on its own feet."""

from cast import open_round


def test_the_nation_has_one_seat_per_role_and_an_open_round(nation):
    assert {name.split()[1] for name in nation.seats} == {
        "publisher",
        "observer",
        "coordinator",
        "reviewer",
        "filler",
        "signer",
        "system_admin",
        "security_admin",
        "audit_admin",
    }
    assert open_round(nation).state == "opened"
    assert nation.edition.projects.count() == 11
