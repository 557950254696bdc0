"""The second pack: two levels, other classes; the same code and pages."""

from collections import Counter
from datetime import date

from django.urls import reverse

from classify.real import CLOCK, publisher_of
from fivefold.classify.class_lists.actions import class_list_draft, class_list_issue
from fivefold.classify.class_lists.queries import entries, order_gate
from fivefold.classify.regions.models import AdminArea, Region
from fivefold.classify.register.actions import Upload, Wanted, register_import_file
from fivefold.lifecycle.actor import SYSTEM
from fivefold.orgs.models import Body, Person
from fivefold.packs.programmes import pack_of

ON = date(2024, 1, 1)


def test_two_levels_run_the_same_way(tiny, client):
    """2.1b: the rules, classes and levels of another pack, from register to list, without code of their own."""
    pack = pack_of(tiny)
    top = Body.objects.get(programme=tiny, level=0)
    assert top.code == AdminArea.objects.get(programme=tiny, level="network").code
    code = (
        AdminArea.objects.filter(programme=tiny, level="branch")
        .order_by("code")
        .values_list("code", flat=True)[0]
    )
    batch = pack.programme.batches[0]
    data = f"code,batch\n{code},{batch.number}\n".encode()
    register_import_file(
        programme=tiny,
        upload=Upload(data, "b.csv", "text/csv"),
        wanted=Wanted("participation", ON),
        actor=SYSTEM,
        clock=CLOCK,
    )
    region = Region.objects.get(programme=tiny)
    assert (region.body.level, region.body.parent) == (1, top)
    actor = publisher_of(tiny)
    draft = class_list_draft(programme=tiny, valid_from=ON, actor=actor, clock=CLOCK)
    outcomes = Counter(row.outcome for row in entries(draft))
    assert outcomes["placed"] > 0
    assert set(entries(draft).exclude(class_code="").values_list("class_code", flat=True)) <= {
        found.key for found in pack.programme.classes
    }
    class_list_issue(
        class_list=draft, signer_post="演示", document_number="演示1号", actor=actor, clock=CLOCK
    )
    assert order_gate(tiny, [batch.key], ON) == []
    client.force_login(Person.objects.get(pk=actor.seat.person_id))
    for name, more in (
        ("regions:list", {}),
        ("regions:provinces", {}),
        ("regions:area", {"code": code}),
        ("class_lists:detail", {"pk": draft.pk}),
        ("register:upload", {}),
        ("guidance:list", {}),
    ):
        assert client.get(reverse(name, kwargs={"slug": "tiny", **more})).status_code == 200, name
