"""5.13 in the database: two editions never mix in one result."""

import pytest
from django.db import IntegrityError, transaction

from cast import NOW, issued_edition
from fivefold.claim.assessments.models import Answer
from fivefold.claim.rounds.models import ClaimRound
from fivefold.decompose.models import Item


def test_the_database_refuses_an_answer_to_another_edition(nation, assessment):
    """5.13: not even code that forgets every rule can mix two editions."""
    other = issued_edition(nation.programme, code="demo-other")
    foreign = Item.objects.filter(project__edition=other).first()
    with pytest.raises(IntegrityError, match="never mix"), transaction.atomic():
        Answer.objects.create(assessment=assessment, item=foreign, edited_at=NOW)
    with pytest.raises(IntegrityError, match="never mix"), transaction.atomic():
        Answer.objects.filter(assessment=assessment, item__code="P01-1").update(item=foreign)


def test_a_round_with_assessments_stays_on_its_edition(nation, round_, assessment):
    other = issued_edition(nation.programme, code="demo-other")
    with pytest.raises(IntegrityError, match="never mix"), transaction.atomic():
        ClaimRound.objects.filter(pk=round_.pk).update(edition=other)
    ClaimRound.objects.filter(pk=round_.pk).update(title="改名可以")
