"""Guidance: who is addressed sees it, who is not does not know of it."""

from datetime import date

import pytest
from django.urls import reverse

from cast import CLOCK
from fivefold.classify.guidance.actions import (
    GuidanceText,
    guidance_publish,
    guidance_revise,
    guidance_withdraw,
    guidance_write,
)
from fivefold.classify.guidance.models import Guidance
from fivefold.classify.guidance.queries import addressed, visible
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.method.reason import Refused
from fivefold.notices.models import Notice

ON = date(2026, 9, 1)


def _published(nation, class_code, title):
    actor = nation.actor("centre publisher")
    content = GuidanceText(class_code, title, "演示正文")
    row = guidance_write(programme=nation.programme, content=content, actor=actor, clock=CLOCK)
    guidance_publish(guidance=row, actor=actor, clock=CLOCK)
    return row


@pytest.fixture
def pieces(nation):
    codes = {"一类意见": "class-1", "二类意见": "class-2", "三类意见": "class-3", "通用意见": ""}
    return {title: _published(nation, code, title) for title, code in codes.items()}


def _seen(nation, seat):
    return sorted(row.title for row in visible(nation.seats[seat], nation.programme, ON))


def test_a_region_sees_its_class_and_what_is_general(nation, pieces):
    """2.2: a class-2 region sees class-2 guidance only plus general."""
    assert _seen(nation, "乙市 filler") == ["二类意见", "通用意见"]
    assert _seen(nation, "甲市 signer") == ["一类意见", "通用意见"]
    assert _seen(nation, "丁区 filler") == ["三类意见", "通用意见"]


def test_publishing_tells_the_regions_it_addresses(nation, pieces):
    """2.2: each is told of what it may read, its filler and its signer; nobody else is."""

    def told(title):
        found = Notice.objects.filter(subject_id=str(pieces[title].pk), code="notice.guidance.published")
        return set(found.values_list("body__name", "role"))

    assert told("二类意见") == {(name, role) for name in ("乙市", "丙市") for role in ("filler", "signer")}
    assert told("通用意见") == {(name, role) for name in nation.regions for role in ("filler", "signer")}
    assert {seat for seat in nation.seats if pieces["一类意见"].title in _seen(nation, seat)} >= {
        f"{name} {role}" for name, role in told("一类意见")
    }
    draft = GuidanceText("", "草稿", "演示正文")
    row = guidance_write(
        programme=nation.programme, content=draft, actor=nation.actor("centre publisher"), clock=CLOCK
    )
    assert not Notice.objects.filter(subject_id=str(row.pk)).exists()


def test_levels_above_see_every_class(nation, pieces):
    """2.2: centre and provinces see all."""
    everything = sorted(pieces)
    assert _seen(nation, "centre publisher") == everything
    assert _seen(nation, "演示省 coordinator") == everything


def test_drafts_and_withdrawn_pieces_stay_with_their_writers(nation, pieces):
    actor = nation.actor("centre publisher")
    guidance_write(
        programme=nation.programme, content=GuidanceText("", "草稿", "正文"), actor=actor, clock=CLOCK
    )
    guidance_withdraw(guidance=pieces["通用意见"], reason="演示更正", actor=actor, clock=CLOCK)
    assert _seen(nation, "乙市 filler") == ["二类意见"]
    assert {"草稿", "通用意见"} < set(_seen(nation, "centre publisher"))


def test_the_region_page_shows_what_is_addressed_to_it(nation, pieces, client):
    """2.2: the region's page links its guidance; another class's page is not found."""
    assert [row.title for row in addressed(nation.programme, "class-2")] == ["二类意见", "通用意见"]
    nation.login(client, "乙市 filler")
    text = client.get(reverse("regions:area", kwargs={"slug": "test", "code": "9102"})).content.decode()
    assert "二类意见" in text
    assert "通用意见" in text
    assert "一类意见" not in text
    for title, status in (("二类意见", 200), ("通用意见", 200), ("一类意见", 404)):
        address = reverse("guidance:detail", kwargs={"slug": "test", "pk": pieces[title].pk})
        assert client.get(address).status_code == status


def test_who_writes_and_what_is_refused(nation, pieces):
    actor = nation.actor("centre publisher")
    with pytest.raises(NotAllowed):
        guidance_write(
            programme=nation.programme,
            content=GuidanceText("", "一", "二"),
            actor=nation.actor("演示省 reviewer"),
            clock=CLOCK,
        )
    with pytest.raises(Refused, match="unknown_class"):
        guidance_write(
            programme=nation.programme, content=GuidanceText("class-9", "一", "二"), actor=actor, clock=CLOCK
        )
    with pytest.raises(Refused, match="incomplete"):
        guidance_write(
            programme=nation.programme, content=GuidanceText("", " ", "二"), actor=actor, clock=CLOCK
        )
    with pytest.raises(WrongState):
        guidance_revise(guidance=pieces["通用意见"], content=GuidanceText("", "改", "改"), actor=actor)
    with pytest.raises(ReasonMissing):
        guidance_withdraw(guidance=pieces["通用意见"], reason=" ", actor=actor, clock=CLOCK)


def test_the_pages_of_the_centre(nation, client):
    nation.login(client, "centre publisher")
    write = reverse("guidance:write", kwargs={"slug": "test"})
    refused = client.post(write, {"class_code": "class-2", "title": "", "text": "留住的文字"})
    assert refused.status_code == 422
    assert "留住的文字" in refused.content.decode()
    made = client.post(write, {"class_code": "class-2", "title": "演示意见", "text": "正文"})
    row = Guidance.objects.get()
    assert made.url == reverse("guidance:detail", kwargs={"slug": "test", "pk": row.pk})
    client.post(
        reverse("guidance:revise", kwargs={"slug": "test", "pk": row.pk}),
        {"class_code": "", "title": "演示意见二", "text": "正文"},
    )
    client.post(reverse("guidance:publish", kwargs={"slug": "test", "pk": row.pk}))
    row.refresh_from_db()
    assert (row.title, row.class_code, row.state) == ("演示意见二", "", "published")
    client.post(reverse("guidance:withdraw", kwargs={"slug": "test", "pk": row.pk}), {"reason": "演示"})
    row.refresh_from_db()
    assert row.state == "withdrawn"
