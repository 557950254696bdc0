"""Prepared rows of a permission's scope are those that ``visible`` gives, whoever asks."""

from uuid import UUID

import pytest

from cast import open_round
from claim_stage import live, submitted
from fivefold.claim.assessments import queries as assessments
from fivefold.claim.claims import queries as claims
from fivefold.claim.rounds import queries as rounds
from fivefold.classify.regions import queries as regions

NOWHERE = UUID(int=1)


@pytest.fixture
def claim(nation):
    return submitted(nation, live(open_round(nation)), "甲市", 1)


def test_every_seat_is_told_of_the_same_rows(nation, claim):
    programme = nation.programme
    seen = set()
    for seat in (None, *nation.seats.values()):
        one = claims.visible_one(seat, programme, claim.pk)
        assert one == claims.visible(seat).filter(pk=claim.pk).first()
        seen.add(one is None)
        round_ = rounds.visible_one(seat, programme, claim.round_id)
        assert round_ == rounds.visible(seat).filter(pk=claim.round_id).first()
        assert assessments.visible_one(seat, programme, NOWHERE) is None
        area = claim.region.area
        found = regions.area_called(seat, programme, area.code, area.valid_from or claim.submitted_at.date())
        assert found == regions.visible_areas(seat).filter(pk=area.pk).first()
    assert seen == {True, False}
