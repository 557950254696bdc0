"""More time for a province: asker, reason, decision (6.12)."""

from datetime import timedelta

import pytest

from cast import CLOCK, NOW, later, open_round
from fivefold.claim.rounds import extensions, queries
from fivefold.classify.regions.models import Region
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Reason, Refused, speak
from fivefold.notices.models import CalendarEntry, Notice, ToDo
from fivefold.notices.queries import calendar_between


def ask(nation, round_, **changes):
    values = {
        "round_": round_,
        "body": nation.provinces["演示省"],
        "deadline": "closes",
        "until": NOW + timedelta(days=40),
        "because": "演示：汛期",
        "post": "演示协调处处长",
        "actor": nation.actor("演示省 coordinator"),
        "clock": CLOCK,
    }
    return extensions.extension_ask(**{**values, **changes})


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_an_extension_has_asker_reason_and_decision(nation):
    """6.12: late provinces listed; an extension has asker, reason, decision."""
    round_ = open_round(nation)
    row = ask(nation, round_)
    assert ToDo.objects.get(subject_id=str(row.pk), done_at=None).code == "todo.extension.asked"
    until = NOW + timedelta(days=35)
    extensions.extension_grant(
        extension=row, until=until, because="演示：同意", actor=nation.actor("centre publisher"), clock=CLOCK
    )
    row.refresh_from_db()
    assert (row.state, row.asked_by_post, row.reason, row.decision, row.granted_until) == (
        "granted", "演示协调处处长", "演示：汛期", "演示：同意", until,
    )  # fmt: skip
    kinds = [(e.kind, e.because) for e in history(origin_of(nation.programme), "extension", str(row.pk))]
    assert kinds == [("extension.asked", "演示：汛期"), ("extension.granted", "演示：同意")]
    assert (
        Notice.objects.filter(code="notice.extension.granted", body=row.body, role="coordinator").count() == 1
    )


def test_the_date_in_force_is_the_provinces_own_and_that_of_its_regions(nation):
    """6.12: an extension moves the date of its province only."""
    round_ = open_round(nation)
    until = NOW + timedelta(days=38)
    extensions.extension_grant(
        extension=ask(nation, round_),
        until=until,
        because="演示",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
    )
    for name, expected in (("甲市", until), ("乙市", until), ("丙市", round_.closes_at)):
        assert queries.closes_at(round_, nation.regions[name].body) == expected
    assert queries.closes_at(round_, nation.provinces["演示省"]) == until
    assert queries.review_closes_at(round_, nation.provinces["演示省"]) == until
    assert queries.review_closes_at(round_, nation.provinces["样例省"]) == round_.review_closes_at


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until": NOW + timedelta(days=30)}, "rounds.extension_not_later"),
        ({"until": NOW + timedelta(days=61)}, "rounds.extension_too_long"),
        ({"deadline": "never"}, "rounds.extension_unknown_deadline"),
    ],
)
def test_a_request_beyond_the_pack_is_refused(nation, changes, code):
    with pytest.raises(Refused) as refusal:
        ask(nation, open_round(nation), **changes)
    assert codes(refusal) == [code]


def test_the_longest_extension_is_allowed_to_the_day(nation):
    row = ask(nation, open_round(nation), until=NOW + timedelta(days=60))
    assert row.state == "asked"


def test_a_request_needs_words_and_the_own_province(nation):
    round_ = open_round(nation)
    with pytest.raises(ReasonMissing):
        ask(nation, round_, because=" ")
    with pytest.raises(NotAllowed):
        ask(nation, round_, body=nation.provinces["样例省"])
    with pytest.raises(NotAllowed):
        ask(nation, round_, actor=nation.actor("演示省 reviewer"))


def test_one_open_request_for_a_date_and_as_many_grants_as_the_pack_says(nation):
    round_ = open_round(nation)
    row = ask(nation, round_)
    with pytest.raises(Refused) as refusal:
        ask(nation, round_)
    assert codes(refusal) == ["rounds.extension_open"]
    publisher = nation.actor("centre publisher")
    extensions.extension_grant(
        extension=row, until=row.asked_until, because="演示", actor=publisher, clock=CLOCK
    )
    with pytest.raises(Refused) as refusal:
        ask(nation, round_, until=NOW + timedelta(days=45))
    assert codes(refusal) == ["rounds.extension_used_up"]
    assert ask(nation, round_, deadline="review", until=NOW + timedelta(days=45)).state == "asked"


def test_only_the_centre_decides_once_and_with_words(nation):
    row = ask(nation, open_round(nation))
    with pytest.raises(NotAllowed):
        extensions.extension_refuse(
            extension=row, because="演示", actor=nation.actor("演示省 coordinator"), clock=CLOCK
        )
    publisher = nation.actor("centre publisher")
    with pytest.raises(ReasonMissing):
        extensions.extension_refuse(extension=row, because="", actor=publisher, clock=CLOCK)
    extensions.extension_refuse(extension=row, because="演示", actor=publisher, clock=CLOCK)
    with pytest.raises(WrongState):
        extensions.extension_grant(
            extension=row, until=row.asked_until, because="演示", actor=publisher, clock=CLOCK
        )


def test_what_was_granted_must_lie_ahead(nation):
    row = ask(nation, open_round(nation))
    with pytest.raises(Refused) as refusal:
        extensions.extension_grant(
            extension=row,
            until=row.asked_until,
            because="演示",
            actor=nation.actor("centre publisher"),
            clock=later(days=40),
        )
    assert codes(refusal) == ["rounds.already_over"]


def told(code):
    found = Notice.objects.filter(code__startswith=code).order_by("body__path", "role")
    return list(found.values_list("body__name", "role"))


def test_a_grant_tells_the_regions_below_and_stands_in_their_year_only(nation):
    """6.12: whose date it is learns of it; the other province's regions do not."""
    round_ = open_round(nation)
    midnight = (NOW + timedelta(days=36)).replace(hour=16)  # 8 October begins in Beijing
    publisher = nation.actor("centre publisher")
    extensions.extension_grant(
        extension=ask(nation, round_), until=midnight, because="演示", actor=publisher, clock=CLOCK
    )
    assert told("notice.round_") == [
        ("甲市", "filler"), ("甲市", "signer"), ("乙市", "filler"), ("乙市", "signer"),
    ]  # fmt: skip
    notice = Notice.objects.filter(code="notice.round_extended.closes").first()
    assert (notice.subject_type, notice.subject_id, notice.permission) == (
        "claim_round", str(round_.pk), "round:view",
    )  # fmt: skip
    assert speak(Reason(notice.code, notice.params), "zh-hans") == (
        "“演示认领轮次”：演示省各地区的认领截止时间延至2026-10-07 24:00。"
    )

    def year(name):
        found = calendar_between(
            nation.programme, NOW, NOW + timedelta(days=90), nation.seats[name].body_path
        )
        return [(date.code, date.at) for date in found]

    expected = [("calendar.round_extended.closes", midnight - timedelta(seconds=1))]
    assert (year("甲市 filler"), year("演示省 coordinator"), year("丙市 filler")) == (expected, expected, [])


@pytest.mark.parametrize(
    ("deadline", "until"), [("closes", "2026-10-01 10:00"), ("review", "2026-10-08 10:00")]
)
def test_a_refusal_tells_the_regions_that_the_date_stays(nation, deadline, until):
    round_ = open_round(nation)
    row = ask(nation, round_, deadline=deadline)
    extensions.extension_refuse(
        extension=row, because="演示", actor=nation.actor("centre publisher"), clock=CLOCK
    )
    assert {name for name, _ in told(f"notice.round_not_extended.{deadline}")} == {"甲市", "乙市"}
    assert {notice.params["until"] for notice in Notice.objects.filter(code__contains="not_extended")} == {
        until
    }
    assert not CalendarEntry.objects.filter(code__contains="extended").exists()


def test_a_region_that_left_is_told_nothing(nation):
    row = ask(nation, open_round(nation))
    Region.objects.filter(pk=nation.regions["乙市"].pk).update(state="left")
    extensions.extension_refuse(
        extension=row, because="演示", actor=nation.actor("centre publisher"), clock=CLOCK
    )
    assert {name for name, _ in told("notice.round_not_extended")} == {"甲市"}
