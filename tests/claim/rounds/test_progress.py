"""How far each province is in a round (4.0, 6.12)."""

from datetime import timedelta

from cast import CLOCK, NOW, open_round
from claim_stage import approved, drafted, submitted
from fivefold.claim.assessments.models import Assessment
from fivefold.claim.claims import actions
from fivefold.claim.claims.models import Claim
from fivefold.claim.rounds import queries


def stages(nation, round_, now=NOW, within=""):
    return {row.name: dict(row.stages) for row in queries.progress(round_, now, within=within)}


def only(**counts):
    return {**dict.fromkeys(queries.STAGES, 0), **counts}


def test_every_region_is_in_exactly_one_stage(nation):
    """4.0: a round shows per province: not started / self-assessed / claimed / reviewed / posted."""
    round_ = open_round(nation)
    assert stages(nation, round_)["演示省"] == only(not_started=2)
    Assessment.objects.create(
        round=round_, region=nation.regions["乙市"], class_code="class-2", state="submitted", state_since=NOW
    )
    drafted(nation, round_, "甲市")
    assert stages(nation, round_)["演示省"] == only(not_started=1, assessed=1)
    submitted(nation, round_, "乙市")
    first = approved(nation, round_, "甲市", 2)
    assert stages(nation, round_)["演示省"] == only(claimed=1, reviewed=1)
    Claim.objects.filter(pk=first.pk).update(state="posted")
    assert stages(nation, round_)["演示省"] == only(claimed=1, posted=1)
    assert stages(nation, round_)["样例省"] == only(not_started=1)
    assert queries.sum_of(queries.progress(round_, NOW)) == only(not_started=2, claimed=1, posted=1)


def test_a_region_with_one_claim_still_open_counts_as_claimed(nation):
    round_ = open_round(nation)
    approved(nation, round_, "甲市", 1)
    submitted(nation, round_, "甲市", 2)
    assert stages(nation, round_)["演示省"] == only(claimed=1, not_started=1)


def test_late_provinces_are_listed_at_the_end_and_not_before(nation):
    """6.12: late provinces are listed."""
    round_ = open_round(nation)
    submitted(nation, round_, "甲市")

    def late(now):
        return {row.name: (row.late, row.review_late) for row in queries.progress(round_, now) if row.is_late}

    end, review = NOW + timedelta(days=30), NOW + timedelta(days=37)
    assert late(end - timedelta(milliseconds=1)) == {}
    assert late(end) == {"演示省": (1, False), "样例省": (1, False), "示例市": (1, False)}
    assert late(review) == {"演示省": (1, True), "样例省": (1, False), "示例市": (1, False)}


def test_a_province_is_counted_within_its_own_subtree(nation):
    round_ = open_round(nation)
    assert list(stages(nation, round_, within="00/91/")) == ["演示省"]


def test_withdrawn_claims_and_regions_outside_do_not_count(nation):
    round_ = open_round(nation)
    claim = submitted(nation, round_, "甲市")
    actions.claim_withdraw(claim=claim, because="演示", actor=nation.actor("甲市 signer"), clock=CLOCK)
    region = nation.regions["乙市"]
    region.batch = "batch-2"
    region.save()
    assert stages(nation, round_)["演示省"] == only(not_started=1)


def test_four_queries_whatever_the_size(nation, django_assert_num_queries):
    round_ = open_round(nation)
    with django_assert_num_queries(4):
        queries.progress(round_, NOW)


def test_provinces_are_counted_as_their_regions_are_staged(nation):
    round_ = open_round(nation)
    approved(nation, round_, "甲市", 1)
    submitted(nation, round_, "甲市", 2)
    Claim.objects.filter(pk=approved(nation, round_, "乙市", 3).pk).update(state="posted")
    submitted(nation, round_, "丁区")
    Assessment.objects.create(
        round=round_, region=nation.regions["丙市"], class_code="class-2", state="submitted", state_since=NOW
    )
    told = dict(queries.staged(round_).values_list("body__name", "stage"))
    assert told == {"甲市": "claimed", "乙市": "posted", "丙市": "assessed", "丁区": "claimed"}
    assert stages(nation, round_) == {
        "演示省": only(claimed=1, posted=1),
        "样例省": only(assessed=1),
        "示例市": only(claimed=1),
    }


def test_a_province_has_the_same_short_name_alone_and_among_all(nation):
    """What all provinces of the programme begin with is left out even where a seat sees one of them only."""
    round_ = open_round(nation)
    for body, name in zip(nation.provinces.values(), ("演示炜原省", "演示珞浜省", "演示沅川市"), strict=True):
        body.name = name
        body.save(update_fields=["name"])
    everywhere = [row.short_name for row in queries.progress(round_, NOW)]
    alone = [
        row.short_name
        for body in sorted(nation.provinces.values(), key=lambda body: body.path)
        for row in queries.progress(round_, NOW, within=body.path)
    ]
    assert sorted(alone) == sorted(everywhere) == ["沅川", "炜原", "珞浜"]
