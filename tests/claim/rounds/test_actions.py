"""Preparing, opening, closing rounds, and the order gate."""

from datetime import timedelta

import pytest

from cast import CLOCK, NOW, later, open_round
from fivefold.claim.rounds import actions, queries
from fivefold.claim.rounds.actions import RoundPlan
from fivefold.classify.models import ClassEntry, ClassList
from fivefold.decompose.models import GuidelineEdition
from fivefold.ledger.reading import history
from fivefold.lifecycle.errors import NotAllowed, ReasonMissing, WrongState
from fivefold.lifecycle.origin import origin_of
from fivefold.method.reason import Refused
from fivefold.notices.models import CalendarEntry, ToDo


def plan(nation, **changes):
    values = {
        "title": "演示认领轮次",
        "batches": ["batch-1"],
        "edition": nation.edition,
        "class_list": nation.class_list,
        "opens_at": NOW,
        "closes_at": NOW + timedelta(days=30),
        "review_closes_at": NOW + timedelta(days=37),
    }
    return RoundPlan(**{**values, **changes})


def prepare(nation, **changes):
    return actions.round_prepare(
        programme=nation.programme,
        plan=plan(nation, **changes),
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
    )


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_a_prepared_round_copies_cap_chain_and_days_of_the_pack(nation):
    made = prepare(nation)
    assert (made.state, made.cap_min, made.cap_max, made.review_levels, made.confirm_days) == (
        "prepared",
        1,
        2,
        [1],
        10,
    )
    assert ToDo.objects.get(subject_id=str(made.pk)).code == "todo.claim_round.prepared"


def test_all_faults_of_a_plan_are_named_at_once(nation):
    with pytest.raises(Refused) as refusal:
        prepare(nation, title=" ", batches=[], closes_at=NOW, review_closes_at=NOW - timedelta(days=1))
    assert codes(refusal) == [
        "rounds.closes_before_opens", "rounds.review_before_closes", "rounds.no_title", "rounds.no_batch",
    ]  # fmt: skip


def test_a_batch_the_pack_does_not_know_is_refused(nation):
    with pytest.raises(Refused) as refusal:
        prepare(nation, batches=["batch-9"])
    assert codes(refusal) == ["rounds.unknown_batch"]


def test_parts_of_another_programme_are_refused(nation):
    nation.edition.programme_id = None
    with pytest.raises(Refused) as refusal:
        prepare(nation)
    assert codes(refusal) == ["rounds.foreign_parts"]


def test_only_the_publisher_prepares(nation):
    for name in ("演示省 coordinator", "甲市 signer", "centre observer"):
        with pytest.raises(NotAllowed):
            actions.round_prepare(
                programme=nation.programme, plan=plan(nation), actor=nation.actor(name), clock=CLOCK
            )


def test_opening_records_what_is_pinned_and_fills_the_year(nation):
    made = prepare(nation)
    actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    entry = history(origin_of(nation.programme), "claim_round", str(made.pk))[0]
    assert entry.kind == "claim_round.opened"
    assert (entry.params["cap_max"], entry.params["class_list"], entry.params["edition"]) == (2, 1, "demo-a")
    dates = CalendarEntry.objects.filter(subject_id=str(made.pk)).values_list("code", "at", "params")
    assert list(dates) == [
        ("calendar.round_opens", NOW, {"round": "演示认领轮次"}),
        ("calendar.round_closes", NOW + timedelta(days=30), {"round": "演示认领轮次"}),
        ("calendar.round_review_closes", NOW + timedelta(days=37), {"round": "演示认领轮次"}),
    ]


def test_a_date_at_midnight_stands_in_the_year_on_its_last_day(nation):
    midnight = NOW.replace(day=30, hour=16)  # the first of October begins
    made = prepare(nation, closes_at=midnight, review_closes_at=midnight + timedelta(days=7, hours=2))
    actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    dates = dict(CalendarEntry.objects.filter(subject_id=str(made.pk)).values_list("code", "at"))
    assert dates["calendar.round_closes"] == midnight - timedelta(seconds=1)
    assert dates["calendar.round_review_closes"] == midnight + timedelta(days=7, hours=2)


def test_opening_with_an_unclassified_participant_is_refused_and_names_it(nation):
    """1.2: opening a claim round with an unclassified region is refused with the reason."""
    made = prepare(nation)
    ClassEntry.objects.filter(region=nation.regions["乙市"]).update(outcome="gap", class_code="")
    with pytest.raises(Refused) as refusal:
        actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    assert refusal.value.reasons[0].params["regions"] == ("乙市（9102）",)
    assert "乙市（9102）" in refusal.value.spoken("zh_Hans")[0]
    assert codes(refusal) == ["claim.gate.unclassified"]
    assert history(origin_of(nation.programme), "claim_round", str(made.pk)) == []


def test_a_region_outside_the_batch_does_not_hold_the_round_up(nation):
    """1.2: the gate looks at participants of the batch only."""
    made = prepare(nation)
    region = nation.regions["乙市"]
    ClassEntry.objects.filter(region=region).delete()
    region.batch = "batch-2"
    region.save()
    actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    assert queries.visible(nation.seats["甲市 filler"]).get().state == "opened"


def test_opening_without_an_edition_or_class_list_in_force_is_refused(nation):
    """1.2: opening a claim round with no edition in force is refused with the reason."""
    edition = GuidelineEdition.objects.create(
        programme=nation.programme,
        code="draft-b",
        title="演示草案",
        demo=True,
        state="drafted",
        state_since=NOW,
    )
    listed = ClassList.objects.create(
        programme=nation.programme,
        valid_from=NOW.date(),
        pack_sha256="2" * 64,
        state="drafted",
        state_since=NOW,
    )
    made = prepare(nation, edition=edition, class_list=listed)
    with pytest.raises(Refused) as refusal:
        actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    assert codes(refusal) == ["claim.gate.class_list", "claim.gate.unclassified", "claim.gate.edition"]


def test_a_round_whose_date_is_over_does_not_open(nation):
    made = prepare(nation)
    with pytest.raises(Refused) as refusal:
        actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=later(days=30))
    assert codes(refusal) == ["rounds.already_over"]


def test_only_the_publisher_opens_and_a_second_press_gets_a_sentence(nation):
    made = prepare(nation)
    with pytest.raises(NotAllowed):
        actions.round_open(round_=made, actor=nation.actor("演示省 reviewer"), clock=CLOCK)
    actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    with pytest.raises(WrongState) as refusal:
        actions.round_open(round_=made, actor=nation.actor("centre publisher"), clock=CLOCK)
    assert "演示认领轮次" in refusal.value.spoken("zh_Hans")[0]
    assert len(history(origin_of(nation.programme), "claim_round", str(made.pk))) == 1


def test_a_prepared_round_can_be_changed_and_an_open_one_cannot(nation):
    made = prepare(nation)
    publisher = nation.actor("centre publisher")
    changed = actions.round_amend(round_=made, plan=plan(nation, title="演示二轮"), actor=publisher)
    assert changed.title == "演示二轮"
    actions.round_open(round_=made, actor=publisher, clock=CLOCK)
    with pytest.raises(Refused) as refusal:
        actions.round_amend(round_=made, plan=plan(nation), actor=publisher)
    assert codes(refusal) == ["rounds.already_opened"]


def test_reopening_needs_words_and_later_dates_and_moves_the_year(nation):
    made = open_round(nation)
    publisher = nation.actor("centre publisher")
    actions.round_close(round_=made, actor=publisher, clock=CLOCK)
    dates = {"closes_at": NOW + timedelta(days=50), "review_closes_at": NOW + timedelta(days=60)}
    with pytest.raises(ReasonMissing):
        actions.round_reopen(round_=made, because=" ", actor=publisher, clock=CLOCK, **dates)
    with pytest.raises(Refused) as refusal:
        actions.round_reopen(
            round_=made, because="演示", actor=publisher, clock=CLOCK, closes_at=NOW, review_closes_at=NOW
        )
    assert codes(refusal) == ["rounds.already_over"]
    actions.round_reopen(round_=made, because="演示：线路中断", actor=publisher, clock=CLOCK, **dates)
    made.refresh_from_db()
    assert (made.state, made.closes_at) == ("opened", NOW + timedelta(days=50))
    assert CalendarEntry.objects.get(code="calendar.round_closes").at == NOW + timedelta(days=50)


def test_a_round_that_never_opened_is_discarded_with_a_reason(nation):
    made = prepare(nation)
    actions.round_discard(round_=made, because="演示", actor=nation.actor("centre publisher"), clock=CLOCK)
    made.refresh_from_db()
    assert made.state == "discarded"
    assert not queries.visible(nation.seats["甲市 filler"]).exists()
