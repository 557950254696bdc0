"""What lies below a path: the path itself and everything longer, nothing beside it."""

from fivefold.orgs.models import Body


def test_a_subtree_is_found_by_its_path(nation):
    def names(**asked):
        found = Body.objects.filter(programme=nation.programme, **asked)
        return sorted(found.values_list("name", flat=True))

    everyone = list(Body.objects.filter(programme=nation.programme))
    for body in everyone:
        below = sorted(one.name for one in everyone if one.path.startswith(body.path))
        assert names(path__startswith=body.path) == below
    assert names(path__startswith="") == sorted(one.name for one in everyone)
    assert names(path__startswith="00/9_/") == names(path__startswith="00/%") == []


def test_it_is_found_through_other_tables_too(nation):
    region = nation.regions["甲市"]
    rows = type(region).objects.filter(body__path__startswith=region.body.parent.path)
    assert region in rows
    assert all(row.body.path.startswith(region.body.parent.path) for row in rows)
