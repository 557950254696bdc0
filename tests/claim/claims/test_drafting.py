"""Drafts: who may begin one, the cap, and editing without anything being lost."""

from datetime import date, timedelta

import pytest

from cast import CLOCK, NOW, FrozenClock, later, open_round
from claim_stage import FILE, VALUES, WHOLE, codes, drafted, fields, project, submitted, whole
from fivefold.claim.claims import actions, drafting, reviewing
from fivefold.claim.claims.drafting import Edit
from fivefold.claim.claims.models import Claim
from fivefold.claim.claims.parts import MilestoneRow
from fivefold.classify.models import ClassEntry
from fivefold.lifecycle.errors import NotAllowed, WrongState
from fivefold.method.reason import Refused


def edit(nation, claim, edit, *, version=None, by="甲市 filler", clock=CLOCK):
    return drafting.claim_edit(
        claim=claim,
        version=claim.version if version is None else version,
        edit=edit,
        actor=nation.actor(by),
        clock=clock,
    )


def test_a_draft_pins_the_class_and_its_writer(nation):
    claim = drafted(nation, open_round(nation))
    assert (claim.state, claim.class_code, claim.filed_by_id) == ("drafted", "class-1", None)
    assert claim.writers == [nation.seats["甲市 filler"].person_id]


def test_a_third_claim_is_refused(nation):
    """4.5b: the third claim is refused with count and cap."""
    round_ = open_round(nation)
    drafted(nation, round_, order=1)
    drafted(nation, round_, order=2)
    with pytest.raises(Refused) as refusal:
        drafted(nation, round_, order=3)
    assert codes(refusal) == ["claim.cap"]
    assert dict(refusal.value.reasons[0].params) == {"count": 3, "cap": 2}
    assert Claim.objects.filter(region=nation.regions["甲市"]).count() == 2


def test_a_withdrawn_claim_makes_room(nation):
    round_ = open_round(nation)
    first = drafted(nation, round_, order=1)
    drafted(nation, round_, order=2)
    actions.claim_withdraw(claim=first, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)
    assert drafted(nation, round_, order=3).state == "drafted"


def test_a_project_is_claimed_once(nation):
    round_ = open_round(nation)
    drafted(nation, round_, order=1)
    with pytest.raises(Refused) as refusal:
        drafted(nation, round_, order=1)
    assert codes(refusal) == ["claim.twice"]


def test_a_region_outside_the_batches_cannot_claim(nation):
    """4.3d: a region outside the cohorts of the round cannot open a claim."""
    region = nation.regions["甲市"]
    region.batch = "batch-2"
    region.save()
    with pytest.raises(Refused) as refusal:
        drafted(nation, open_round(nation))
    assert codes(refusal) == ["claims.outside_batches"]


def test_a_region_that_left_cannot_claim(nation):
    """4.3d: a region that has left the pilot cannot open a claim."""
    type(nation.regions["甲市"]).objects.filter(pk=nation.regions["甲市"].pk).update(state="left")
    with pytest.raises(Refused) as refusal:
        drafted(nation, open_round(nation))
    assert codes(refusal) == ["claims.region_left"]


def test_a_region_without_a_class_cannot_claim(nation):
    ClassEntry.objects.filter(region=nation.regions["甲市"]).update(outcome="gap", class_code="")
    with pytest.raises(Refused) as refusal:
        drafted(nation, open_round(nation))
    assert codes(refusal) == ["claims.unclassified"]


@pytest.mark.parametrize("by", ["乙市 filler", "样例省 coordinator", "演示省 reviewer", "centre publisher"])
def test_others_cannot_draft_for_the_region(nation, by):
    round_ = open_round(nation)
    with pytest.raises(NotAllowed):
        drafting.claim_draft(
            round_=round_,
            region=nation.regions["甲市"],
            project=project(nation, 1),
            actor=nation.actor(by),
            clock=CLOCK,
        )


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (NOW - timedelta(days=1, milliseconds=1), "rounds.not_begun"),
        (NOW - timedelta(days=1), None),
        (NOW + timedelta(days=30) - timedelta(milliseconds=1), None),
        (NOW + timedelta(days=30), "rounds.window_over"),
        (NOW + timedelta(days=30, milliseconds=1), "rounds.window_over"),
    ],
)
def test_the_window_is_half_open(nation, at, code):
    round_ = open_round(nation)
    if code is None:
        assert drafted(nation, round_, clock=FrozenClock(at)).state == "drafted"
        return
    with pytest.raises(Refused) as refusal:
        drafted(nation, round_, clock=FrozenClock(at))
    assert codes(refusal) == [code]


def test_an_edit_counts_versions_and_a_void_one_does_not(nation):
    claim = drafted(nation, open_round(nation))
    assert edit(nation, claim, WHOLE).version == 1
    claim.refresh_from_db()
    assert (claim.expected_output, claim.decision_on, claim.decision_file.name) == (
        VALUES["expected_output"], date(2026, 8, 1), "演示决定.pdf",
    )  # fmt: skip
    assert [row.text for row in claim.milestones.all()] == ["演示：出台规程"]
    again = Edit(VALUES, WHOLE.milestones)
    assert edit(nation, claim, again).version == 1


def test_two_tabs_on_different_fields_both_win(nation):
    claim = drafted(nation, open_round(nation))
    assert edit(nation, claim, Edit({"means": "甲"}), version=0).conflicts == {}
    assert edit(nation, claim, Edit({"lead_unit": "乙"}), version=0).conflicts == {}
    claim.refresh_from_db()
    assert (claim.means, claim.lead_unit, claim.version) == ("甲", "乙", 2)


def test_two_tabs_on_one_field_show_both_and_overwrite_nothing(nation):
    claim = drafted(nation, open_round(nation))
    edit(nation, claim, Edit({"means": "甲"}), version=0)
    result = edit(nation, claim, Edit({"means": "乙", "lead_unit": "丙"}), version=0)
    assert (result.conflicts, result.version) == ({"means": "甲"}, 2)
    claim.refresh_from_db()
    assert (claim.means, claim.lead_unit) == ("甲", "丙")
    assert edit(nation, claim, Edit({"means": "乙"}), version=result.version).conflicts == {}


def test_milestones_conflict_as_one_list(nation):
    claim = drafted(nation, open_round(nation))
    edit(nation, claim, Edit(milestones=[MilestoneRow(date(2026, 12, 31), "甲")]), version=0)
    result = edit(nation, claim, Edit(milestones=[MilestoneRow(None, "乙")]), version=0)
    assert result.conflicts == {"milestones": [MilestoneRow(date(2026, 12, 31), "甲")]}


def test_the_file_can_be_taken_off(nation):
    claim = whole(nation, open_round(nation))
    edit(nation, claim, Edit(drop_file=True))
    claim.refresh_from_db()
    assert claim.decision_file is None


def test_a_submitted_claim_is_locked(nation):
    claim = submitted(nation, open_round(nation))
    with pytest.raises(WrongState):
        edit(nation, claim, Edit({"means": "改"}))


def test_a_return_reopens_only_the_named_parts(nation):
    """4.9: return re-opens only the named parts."""
    claim = submitted(nation, open_round(nation))
    reviewing.claim_return(
        claim=claim,
        parts=["plan_means", "plan_milestones"],
        because="演示",
        actor=nation.actor("演示省 reviewer"),
        clock=CLOCK,
    )
    claim.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        edit(nation, claim, Edit({"means": "改", "aim_nation": "改"}, upload=FILE))
    assert (codes(refusal), fields(refusal)) == (
        ["claims.part_not_open"] * 2,
        ["aim_nation", "decision_file"],
    )
    edit(nation, claim, Edit({"means": "改"}, [MilestoneRow(date(2027, 1, 1), "改")]))
    claim.refresh_from_db()
    assert (claim.means, claim.aim_nation) == ("改", VALUES["aim_nation"])


def test_a_province_edits_only_what_it_drafted(nation):
    round_ = open_round(nation)
    own = drafted(nation, round_, order=1)
    with pytest.raises(NotAllowed) as refusal:
        edit(nation, own, Edit({"means": "改"}), by="演示省 coordinator")
    assert codes(refusal) == ["claims.regions_own_draft"]
    theirs = drafted(nation, round_, order=2, by="coordinator", place="演示省")
    assert theirs.filed_by == nation.provinces["演示省"]
    assert edit(nation, theirs, Edit({"means": "省"}), by="演示省 coordinator").version == 1
    theirs.refresh_from_db()
    assert edit(nation, theirs, Edit({"means": "市"}), by="甲市 filler").version == 2


def test_an_extension_gives_the_region_more_time(nation):
    """6.12: what was granted to the province holds for its regions."""
    from fivefold.claim.rounds import extensions

    round_ = open_round(nation)
    row = extensions.extension_ask(
        round_=round_, body=nation.provinces["演示省"], deadline="closes", until=NOW + timedelta(days=40),
        because="演示", actor=nation.actor("演示省 coordinator"), clock=CLOCK,
    )  # fmt: skip
    extensions.extension_grant(
        extension=row,
        until=row.asked_until,
        because="演示",
        actor=nation.actor("centre publisher"),
        clock=CLOCK,
    )
    assert drafted(nation, round_, clock=later(days=39)).state == "drafted"
    with pytest.raises(Refused):
        drafted(nation, round_, "丙市", clock=later(days=39))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Edit(upload=FILE), "decision_file"),
        (Edit(drop_file=True), "decision_file"),
        (Edit(milestones=[MilestoneRow(date(2027, 1, 1), "改")]), "milestones"),
        (Edit({"basis": "breakthrough"}), "basis"),
    ],
)
def test_after_a_return_each_other_part_stays_shut_by_itself(nation, change, field):
    claim = submitted(nation, open_round(nation))
    reviewing.claim_return(
        claim=claim, parts=["plan_means"], because="演示", actor=nation.actor("演示省 reviewer"), clock=CLOCK
    )
    claim.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        edit(nation, claim, change)
    assert (codes(refusal), fields(refusal)) == (["claims.part_not_open"], [field])
